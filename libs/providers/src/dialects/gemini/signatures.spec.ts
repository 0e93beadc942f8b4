import type { ChatCompletionRequest, ChatMessage, ModelFacts, ToolCall } from '@app/contracts';
import { factsOf } from '../../../../catalog/src/testing/facts';
import { callOf } from '../../testing/chat-call';
import { encodingOf } from './encoding';
import { conversationOf } from './messages';
import { signatureCarrier, signatureOf } from './signatures';

const SENTINEL = 'skip_thought_signature_validator';
const call = (id: string, more: object = {}): ToolCall => ({
  id,
  type: 'function',
  function: { name: 'f', arguments: '{}' },
  ...more,
});
const carried = (signature: string) => ({ extra_content: { google: { thought_signature: signature } } });
const step = (...made: ToolCall[]): ChatMessage[] => [
  { role: 'assistant', content: null, tool_calls: made },
  ...made.map(({ id }): ChatMessage => ({ role: 'tool', tool_call_id: id ?? '', content: 'ok' })),
];
const requestOf = (...steps: ChatMessage[][]): ChatCompletionRequest => ({
  model: 'm',
  messages: [{ role: 'user', content: 'Go' }, ...steps.flat()],
});

/** The signatures of all calls sent, step by step. */
function sent(request: ChatCompletionRequest, model: string, facts?: ModelFacts): (string | undefined)[][] {
  const { contents } = conversationOf({ ...encodingOf({ ...callOf(request, model), facts }), request });
  return contents
    .filter(({ role }) => role === 'model')
    .map(({ parts }) => parts.filter((part) => part.functionCall).map((part) => part.thoughtSignature));
}

describe('signatureOf', () => {
  it.each([
    ['where Google puts it', call('a', carried('s')), 's'],
    ['where another gateway puts it', { function: { name: 'f', thought_signature: 's' } }, 's'],
    ['nowhere', call('a'), undefined],
    ['empty', call('a', carried('')), undefined],
    ['as no text', call('a', { extra_content: { google: { thought_signature: 5 } } }), undefined],
    ['under null', call('a', { extra_content: null }), undefined],
  ])('finds it %s', (_, made, signature) => {
    expect(signatureOf(made)).toBe(signature);
  });
});

describe('signatures in the request', () => {
  // Portkey issue 1442: Google refuses a tool loop whose signatures are lost.
  it('return with the very call they came with', () => {
    const request = requestOf(step(call('a', carried('one')), call('b')), step(call('c', carried('two'))));
    expect(sent(request, 'gemini-3.8-flash')).toEqual([['one', undefined], ['two']]);
  });

  // req_llm issue 427: a history made by another provider.
  it('trap 18: are made up for by the sentinel, on the first call of each step', () => {
    expect(sent(requestOf(step(call('a'), call('b')), step(call('c'))), 'gemini-3.8-flash')).toEqual([
      [SENTINEL, undefined],
      [SENTINEL],
    ]);
  });

  it('are made up for only where they are missing', () => {
    expect(sent(requestOf(step(call('a', carried('one'))), step(call('b'))), 'gemini-3.8-flash')).toEqual([
      ['one'],
      [SENTINEL],
    ]);
  });

  it.each([
    ['gemini-2.5-pro', undefined],
    ['gemini-2.0-flash', undefined],
    ['gemini-3-flash', SENTINEL],
    ['gemini-3.9-flash-preview', SENTINEL],
    ['gemini-12-pro', SENTINEL],
    ['gemini-flash-latest', SENTINEL],
    ['learnlm', undefined],
  ])('of %s, of which only the name is known', (model, signature) => {
    expect(sent(requestOf(step(call('a'))), model)).toEqual([[signature]]);
  });

  it.each([
    ['asks for them', { thought_signature_required_on_function_calls: true }, SENTINEL],
    ['does not', {}, undefined],
  ])('go by the facts where they are known: a model that %s', (_, flags, signature) => {
    expect(sent(requestOf(step(call('a'))), 'gemini-3.8-flash', factsOf('m', { requestFlags: flags }))).toEqual([
      [signature],
    ]);
  });
});

describe('signatureCarrier', () => {
  it('misses the calls of the history that carry none', () => {
    const request = requestOf(step(call('a', carried('x')), call('b')), step({ function: { name: 'f' } }, call('c')));
    expect(signatureCarrier.missing(request)).toEqual(['b', 'c']);
    expect(signatureCarrier.missing(requestOf())).toEqual([]);
  });

  it('trap 17: restores what was kept, beside whatever else the call carries', () => {
    const request = requestOf(step(call('a', { extra_content: { google: { other: 1 }, mine: 2 } }), call('b')));
    const restored = signatureCarrier.restored(request, new Map([['a', 'kept']]));
    expect(restored.messages[1]?.tool_calls).toEqual([
      call('a', { extra_content: { google: { other: 1, thought_signature: 'kept' }, mine: 2 } }),
      call('b'),
    ]);
    expect(sent(restored, 'gemini-3.8-flash')).toEqual([['kept', undefined]]);
    expect(request.messages[1]?.tool_calls?.[0]).not.toEqual(restored.messages[1]?.tool_calls?.[0]);
  });

  it.each([
    ['nothing was kept', new Map<string, string>()],
    ['only calls of other conversations were kept', new Map([['z', 'kept']])],
    ['the caller sent its own', new Map([['own', 'kept']])],
  ])('hands back the very same request when %s', (_, kept) => {
    const request = requestOf(step(call('own', carried('mine')), call('b')));
    expect(signatureCarrier.restored(request, kept)).toBe(request);
  });
});

import type { ChatMessage } from '@app/contracts';
import { hasToolCalls, returnedReasoning, withEmptyReasoning } from './returned-reasoning';

const calls = (...ids: string[]) => ({
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
});
const assistant = (fields: Partial<ChatMessage> = {}): ChatMessage => ({ role: 'assistant', content: null, ...fields });
const user: ChatMessage = { role: 'user', content: 'x' };
const ask = (...messages: ChatMessage[]) => ({ model: 'm', messages });

describe('returnedReasoning', () => {
  it('misses the reasoning of every turn that called tools and brings none', () => {
    const request = ask(
      user,
      assistant(calls('a', 'b')),
      assistant({ ...calls('c'), reasoning_content: '' }),
      assistant({ ...calls('d'), reasoning_content: null }),
      assistant({
        ...calls('e'),
        reasoning_content: 'Because of the long way that leads from the question to the tool call.',
      }),
      assistant(),
    );
    expect(returnedReasoning.missing(request)).toEqual(['a', 'c', 'd']);
  });

  it.each([
    user,
    { role: 'tool', tool_call_id: 'a' },
    { role: 'user', ...calls('a') },
    assistant({ tool_calls: [] }),
    assistant({ tool_calls: 'x' as never }),
    assistant({ tool_calls: [null, { id: 'b' }] as never }),
    assistant({ tool_calls: [{ id: 7 }] as never }),
  ])('misses nothing in %j', (message) => {
    expect(returnedReasoning.missing(ask(message))).toEqual([]);
  });

  it('puts back what was kept, and leaves the other turns alone', () => {
    const own = assistant({ ...calls('c'), reasoning_content: 'own' });
    const unknown = assistant(calls('d'));
    const request = ask(user, assistant(calls('a', 'b')), own, unknown);
    const kept = new Map([
      ['a', 'kept'],
      ['b', 'of another call'],
      ['c', 'older'],
    ]);
    const { messages } = returnedReasoning.restored(request, kept);
    expect(messages[1]).toEqual(assistant({ ...calls('a', 'b'), reasoning_content: 'kept' }));
    expect(messages[2]).toBe(own);
    expect(messages[3]).toBe(unknown);
  });

  it('makes whole what a client kept only the last piece of, and asks for it', () => {
    const request = ask(user, assistant({ ...calls('a'), reasoning_content: ' call it.' }));
    expect(returnedReasoning.missing(request)).toEqual(['a']);
    const { messages } = returnedReasoning.restored(request, new Map([['a', 'I should call it.']]));
    expect(messages[1]?.reasoning_content).toBe('I should call it.');
  });

  it.each(['I should call it.', 'So I call it.', 'I should'])('leaves %j as the client sent it', (reasoning) => {
    const request = ask(user, assistant({ ...calls('a'), reasoning_content: reasoning }));
    expect(returnedReasoning.restored(request, new Map([['a', 'I should call it.']]))).toBe(request);
  });

  it.each([new Map<string, string>(), new Map([['z', 'kept']])])('returns the same request for %j', (kept) => {
    const request = ask(user, assistant(calls('a')));
    expect(returnedReasoning.restored(request, kept)).toBe(request);
  });
});

describe('withEmptyReasoning', () => {
  it('fills in only what is absent, and only where it is needed', () => {
    const request = ask(
      user,
      assistant(calls('a')),
      assistant({ ...calls('b'), reasoning_content: 'own' }),
      assistant({ reasoning_content: null }),
    );
    const reasonings = (needsIt: (message: ChatMessage) => boolean) =>
      withEmptyReasoning(request, needsIt).messages.map((message) => message['reasoning_content']);
    expect(reasonings(hasToolCalls)).toEqual([undefined, '', 'own', null]);
    expect(reasonings(() => true)).toEqual([undefined, '', 'own', '']);
  });

  it('returns the same request when nothing is absent', () => {
    const request = ask(user, assistant({ ...calls('a'), reasoning_content: '' }));
    expect(withEmptyReasoning(request, () => true)).toBe(request);
  });
});

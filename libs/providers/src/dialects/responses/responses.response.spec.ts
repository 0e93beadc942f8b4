import type { ChatCompletion } from '@app/contracts';
import { callOf, providerOf } from '../../testing/chat-call';
import {
  callItem,
  customCallItem,
  messageItem,
  reasoningItem,
  refusalItem,
  responseOf,
} from '../../testing/response-events';
import type { ChatAnswer } from '../../spi/chat';
import { responsesDialect } from './responses.dialect';
import { keptOf } from './responses.output';
import { chatUsageOfResponse } from './responses.usage';

const decoded = (response: object | string): ChatAnswer & { completion: ChatCompletion } => {
  const bytes = Buffer.from(typeof response === 'string' ? response : JSON.stringify(response));
  const answer = responsesDialect.decode(bytes, callOf(), providerOf());
  return { ...answer, completion: JSON.parse(answer.body.toString()) as ChatCompletion };
};

describe('a Responses answer', () => {
  it('becomes a chat completion under our id', () => {
    const { completion, model, usage, text } = decoded(
      responseOf({ output: [messageItem('Hi')], service_tier: 'flex' }),
    );
    expect(completion).toEqual({
      id: 'chatcmpl-ours',
      object: 'chat.completion',
      created: 1_770_000_000,
      model: 'real',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hi', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 9,
        completion_tokens: 5,
        total_tokens: 14,
        prompt_tokens_details: { cached_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 2 },
      },
      service_tier: 'flex',
    });
    expect({ model, usage }).toEqual({ model: 'real', usage: completion.usage });
    expect(text()).toContain('Hi');
  });

  it.each<[string, object[], object]>([
    ['several texts', [messageItem('a'), messageItem('b')], { content: 'ab' }],
    ['a refusal', [refusalItem('No')], { content: null, refusal: 'No' }],
    ['nothing', [], { content: null, refusal: null }],
    ['reasoning', [reasoningItem('rs', 'a', 'b'), messageItem('x')], { reasoning_content: 'a\n\nb' }],
    [
      'calls',
      [callItem('1', 'f', '{}'), customCallItem('2', 'g', 'in')],
      {
        tool_calls: [
          { id: '1', type: 'function', function: { name: 'f', arguments: '{}' } },
          { id: '2', type: 'custom', custom: { name: 'g', input: 'in' } },
        ],
      },
    ],
    [
      'a citation',
      [messageItem('a', { annotations: [{ type: 'url_citation', url: 'u' }, { odd: 1 }] })],
      { annotations: [{ type: 'url_citation', url_citation: { url: 'u' } }, { odd: 1 }] },
    ],
    [
      'items without an id, or odd',
      [
        { type: 'function_call', name: 'f' },
        { type: 'message', content: 7 },
      ],
      { content: null },
    ],
  ])('with %s is one message', (_, output, message) => {
    expect(decoded(responseOf({ output })).completion.choices[0]?.message).toMatchObject(message);
  });

  it.each<[object, object[], string]>([
    [{}, [], 'stop'],
    [{}, [callItem('1', 'f', '{}')], 'tool_calls'],
    [{ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, [], 'length'],
    [{ status: 'incomplete' }, [callItem('1', 'f', '{}')], 'length'],
    [{ status: 'incomplete', incomplete_details: { reason: 'content_filter' } }, [], 'content_filter'],
  ])('that says %j ends for its reason', (fields, output, reason) => {
    expect(decoded(responseOf({ output, ...fields })).completion.choices[0]?.finish_reason).toBe(reason);
  });

  it('hands on log probabilities', () => {
    const logprobs = [{ token: 'a', logprob: -1 }];
    const { choices } = decoded(responseOf({ output: [messageItem('a', { logprobs })] })).completion;
    expect(choices[0]?.logprobs).toEqual({ content: logprobs, refusal: null });
  });

  it('without a name, a time or usage takes those of the call', () => {
    const { completion, usage } = decoded({ output: [messageItem('a')] });
    expect(completion).toMatchObject({ model: 'sent', created: 1_760_000_000 });
    expect([usage, 'usage' in completion]).toEqual([undefined, false]);
  });

  it.each([
    [responseOf({ status: 'failed', error: { code: 'server_error', message: 'said' } }), /said/],
    [responseOf({ status: 'failed', error: null }), /failed/],
    [responseOf({ error: { code: 'rate_limit_exceeded', message: 'slow down' } }), /slow down/],
  ])('that failed is a failure', (response, message) => {
    expect(() => decoded(response)).toThrow(message);
  });

  it.each(['<html>', '[]', 'null', '7', ''])('that reads %j is none', (text) => {
    expect(() => decoded(text)).toThrow(expect.objectContaining({ code: 'provider_bad_response' }));
  });

  it.each([null, {}, 'x', [null, 7]])('with the output %j is empty', (output) => {
    expect(decoded(responseOf({ output })).completion.choices[0]?.message.content).toBeNull();
  });
});

describe('keptOf', () => {
  it('keeps with each call the reasoning directly before it', () => {
    const [one, two, three] = [reasoningItem('1'), reasoningItem('2'), reasoningItem('3')];
    const output = [
      one,
      two,
      callItem('a', 'f', '{}'),
      callItem('b', 'f', '{}'),
      three,
      messageItem('x'),
      callItem('c', 'f', '{}'),
    ];
    expect(keptOf(output)).toEqual([{ toolCallId: 'a', value: JSON.stringify([one, two]) }]);
  });
});

describe('chatUsageOfResponse', () => {
  it.each([undefined, null, 7, {}, { input_tokens: 1 }, { input_tokens: '1', output_tokens: 2 }])(
    'finds none in %j',
    (usage) => {
      expect(chatUsageOfResponse(usage)).toBeUndefined();
    },
  );
});

it('sends the key as a bearer token', () => {
  expect(responsesDialect.authHeaders('k')).toEqual({ authorization: 'Bearer k' });
});

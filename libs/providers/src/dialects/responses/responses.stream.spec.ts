import type { ChatCompletion, ChatCompletionChunk } from '@app/contracts';
import { callOf, eventsOf, pieces, providerOf } from '../../testing/chat-call';
import {
  callItem,
  customCallItem,
  eventStream,
  eventsOfResponse,
  messageItem,
  reasoningItem,
  refusalItem,
  responseOf,
  type ResponseEvent,
} from '../../testing/response-events';
import type { StreamItem, StreamSummary } from '../../spi/chat';
import { decodeFromResponses } from './responses.response';
import { ResponsesStreamTranslator } from './responses.stream';

const PROVIDER = providerOf();

interface Read {
  readonly chunks: ChatCompletionChunk[];
  readonly items: StreamItem[];
  readonly summary: StreamSummary;
  readonly failure: Error | undefined;
}

function read(stream: string, size = 100_000): Read {
  const translator = new ResponsesStreamTranslator(callOf({ stream: true }), PROVIDER);
  const items: StreamItem[] = [];
  for (const piece of pieces(stream, size)) {
    items.push(translator.push(piece));
    if (items.at(-1)?.failure) break;
  }
  if (!items.at(-1)?.failure) items.push(translator.end());
  const chunks = eventsOf(items.map(({ wire }) => wire).join('')) as ChatCompletionChunk[];
  return { chunks, items, summary: translator.summary(), failure: items.at(-1)?.failure };
}

/** What a client puts together from the chunks of one choice. */
function assembled(chunks: readonly ChatCompletionChunk[]): Record<string, unknown> {
  const message: Record<string, unknown> = { content: null, refusal: null, annotations: [] };
  const calls: Record<string, Record<string, unknown>>[] = [];
  for (const { choices } of chunks.slice(1)) {
    const { delta = {} } = choices[0] ?? {};
    for (const field of ['content', 'refusal', 'reasoning_content'])
      if (typeof delta[field] === 'string') message[field] = joinedText(message[field], delta[field]);
    const { annotations } = delta as { annotations?: unknown[] };
    (message['annotations'] as unknown[]).push(...(annotations ?? []));
    for (const { index = 0, ...call } of (delta.tool_calls ?? []) as Record<string, never>[])
      calls[index] = mergedCall(calls[index] ?? {}, call);
  }
  return {
    role: chunks[0]?.choices[0]?.delta.role,
    ...message,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    finish_reason: chunks.at(-1)?.choices[0]?.finish_reason,
  };
}

function mergedCall(
  known: Record<string, Record<string, unknown>>,
  more: Record<string, unknown>,
): Record<string, Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...known };
  for (const [name, value] of Object.entries(more))
    merged[name] = typeof value === 'object' ? joined(known[name] ?? {}, value as Record<string, unknown>) : value;
  return merged as Record<string, Record<string, unknown>>;
}

function joined(known: Record<string, unknown>, more: Record<string, unknown>): Record<string, unknown> {
  const texts = Object.entries(more).map(([name, text]) => [name, joinedText(known[name], text)]);
  return { ...known, ...(Object.fromEntries(texts) as Record<string, unknown>) };
}

function joinedText(known: unknown, more: unknown): string {
  return (typeof known === 'string' ? known : '') + (typeof more === 'string' ? more : '');
}

const CITATION = { type: 'url_citation', url: 'https://example.com', start_index: 0, end_index: 3 };
const OUTPUTS: readonly [what: string, output: Record<string, unknown>[], fields?: object][] = [
  ['text', [messageItem('Good day, gopher ☕')]],
  ['a refusal', [refusalItem('I would rather not.')]],
  ['two messages', [messageItem('Once. '), messageItem('Twice.')]],
  ['a call', [callItem('call_1', 'get_weather', '{"city":"Grünau"}')]],
  ['parallel calls', [callItem('call_1', 'a', '{"x":1}'), callItem('call_2', 'b', '{"y":[2,3]}')]],
  ['a call without arguments', [callItem('call_1', 'now', '')]],
  ['a custom call', [customCallItem('call_1', 'shell', 'ls -la | wc')]],
  ['calls of both kinds', [customCallItem('call_1', 'shell', 'ls'), callItem('call_2', 'a', '{}')]],
  ['text and a call', [messageItem('Let me look.'), callItem('call_1', 'a', '{"x":"ß"}')]],
  ['a summary of its reasoning', [reasoningItem('rs_1', 'I think.'), messageItem('Hi')]],
  ['a summary in paragraphs', [reasoningItem('rs_1', 'First.', 'Then.'), messageItem('Hi')]],
  [
    'two pieces of reasoning',
    [reasoningItem('rs_1', 'One.'), callItem('call_1', 'a', '{}'), reasoningItem('rs_2', 'Two.')],
  ],
  ['reasoning that is not shown', [reasoningItem('rs_1'), messageItem('Hi')]],
  ['citations', [messageItem('See there', { annotations: [CITATION, { ...CITATION, url: 'https://b.example' }] })]],
  ['an item that nobody has heard of', [{ type: 'hologram', id: 'h_1' }, messageItem('Hi')]],
  ['nothing', []],
  [
    'too much',
    [messageItem('Once upon a')],
    { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
  ],
  [
    'what was filtered',
    [messageItem('Once')],
    { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
  ],
];

describe.each(OUTPUTS)('a stream of %s', (_, output, fields?: object) => {
  const response = responseOf({ ...fields, output });
  const stream = eventStream(eventsOfResponse(response));

  it('comes to what the same answer in one piece says', () => {
    const whole = decodeFromResponses(Buffer.from(JSON.stringify(response)), callOf(), PROVIDER);
    const { choices, id, model, created } = JSON.parse(String(whole.body)) as ChatCompletion;
    const { chunks, summary, failure } = read(stream);
    expect(failure).toBeUndefined();
    const { finish_reason, message } = choices[0] ?? { message: {}, finish_reason: undefined };
    expect(assembled(chunks)).toEqual({ ...message, finish_reason });
    expect(chunks.every((chunk) => chunk.id === id && chunk.model === model && chunk.created === created)).toBe(true);
    expect(summary).toMatchObject({ model: whole.model, usage: whole.usage, isFinished: true });
    expect(summary.kept).toEqual(whole.kept);
  });

  it('is the same wherever it is cut', () => {
    const { chunks } = read(stream);
    for (const size of [1, 2, 3, 7, 50]) expect(read(stream, size).chunks).toEqual(chunks);
  });
});

describe('ResponsesStreamTranslator', () => {
  const created: ResponseEvent = {
    type: 'response.created',
    response: responseOf({ status: 'in_progress', usage: null }),
  };
  const completed: ResponseEvent = { type: 'response.completed', response: responseOf() };
  const added = (output_index: number, item: object): ResponseEvent => ({
    type: 'response.output_item.added',
    output_index,
    item,
  });
  const done = (output_index: number, item: object): ResponseEvent => ({
    type: 'response.output_item.done',
    output_index,
    item,
  });
  const args = (output_index: number, delta: string): ResponseEvent => ({
    type: 'response.function_call_arguments.delta',
    output_index,
    delta,
  });

  it('begins with the role, once', () => {
    const { chunks } = read(eventStream([created, created, completed]));
    expect(chunks).toEqual([
      {
        id: 'chatcmpl-ours',
        object: 'chat.completion.chunk',
        created: 1_770_000_000,
        model: 'real',
        choices: [
          { index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: null },
        ],
      },
      expect.objectContaining({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }] }),
    ]);
  });

  it('keeps calls apart that come interleaved', () => {
    const events = [
      created,
      added(0, reasoningItem('rs_1')),
      done(0, reasoningItem('rs_1')),
      added(1, callItem('call_1', 'a', '')),
      added(2, callItem('call_2', 'b', '')),
      args(2, '{"y"'),
      args(1, '{"x":1'),
      args(2, ':2}'),
      args(1, '}'),
      done(2, callItem('call_2', 'b', '{"y":2}')),
      done(1, callItem('call_1', 'a', '{"x":1}')),
      completed,
    ];
    expect(assembled(read(eventStream(events)).chunks)['tool_calls']).toEqual([
      { id: 'call_1', type: 'function', function: { name: 'a', arguments: '{"x":1}' } },
      { id: 'call_2', type: 'function', function: { name: 'b', arguments: '{"y":2}' } },
    ]);
  });

  it.each([
    ['a function', callItem('call_1', 'a', ''), callItem('call_1', 'a', '{"x":1}')],
    ['a custom tool', customCallItem('call_1', 'a', ''), customCallItem('call_1', 'a', 'text')],
  ])('takes the arguments of %s from its end where they came nowhere else', (_, empty, whole) => {
    const late = read(eventStream([created, added(0, empty), done(0, whole), completed])).chunks;
    const only = read(eventStream([created, done(0, whole), completed])).chunks;
    const early = read(eventStream([created, added(0, whole), done(0, whole), completed])).chunks;
    expect(assembled(late)).toEqual(assembled(early));
    expect(assembled(only)).toEqual(assembled(early));
    expect(assembled(late)).toMatchObject({ finish_reason: 'tool_calls', tool_calls: [{ id: 'call_1' }] });
  });

  it('hands on the log probabilities of the text', () => {
    const logprobs = [{ token: 'Hi', logprob: -0.1, bytes: [72, 105], top_logprobs: [] }];
    const delta = { type: 'response.output_text.delta', output_index: 0, delta: 'Hi', logprobs };
    const { chunks } = read(eventStream([created, delta, completed]));
    expect(chunks[1]?.choices[0]).toMatchObject({ delta: { content: 'Hi' }, logprobs: { content: logprobs } });
  });

  it('tells what was written, reasoning and arguments too, for counting', () => {
    const output = [reasoningItem('rs_1', 'Hm.'), messageItem('Hi'), callItem('call_1', 'a', '{}')];
    const { items } = read(eventStream(eventsOfResponse(responseOf({ output }))));
    expect(items.map(({ text }) => text).join('')).toBe('Hm.Hi{}');
  });

  it('ends once', () => {
    const { chunks } = read(eventStream([created, completed, completed]));
    expect(chunks.filter(({ choices }) => choices[0]?.finish_reason)).toHaveLength(1);
  });

  it.each([
    [
      'a response that failed',
      {
        type: 'response.failed',
        response: responseOf({ status: 'failed', error: { code: 'server_error', message: 'said' } }),
      },
    ],
    ['an error event', { type: 'error', code: 'server_error', message: 'said', param: null }],
    ['an error event with an object', { type: 'error', error: { type: 'server_error', message: 'said' } }],
  ])('fails with %s, and what came before is good', (_, failing: ResponseEvent) => {
    const delta = { type: 'response.output_text.delta', output_index: 0, delta: 'Hi' };
    const { failure, chunks } = read(eventStream([created, delta, failing]));
    expect(failure).toMatchObject({ message: expect.stringContaining('said') as unknown, providerId: 'acme' });
    expect(chunks.at(-1)?.choices[0]?.delta).toEqual({ content: 'Hi' });
  });

  it('is broken when it stops before its end, and keeps the reasoning that came', () => {
    const output = [reasoningItem('rs_1'), callItem('call_1', 'a', '{}'), messageItem('never')];
    const events = eventsOfResponse(responseOf({ output })).slice(0, -3);
    const { failure, summary } = read(eventStream(events));
    expect(failure).toMatchObject({ code: 'provider_stream_broken' });
    expect(summary).toMatchObject({ isFinished: false, usage: undefined, kept: [{ toolCallId: 'call_1' }] });
  });

  it('offers a chunk for usage, of the same head', () => {
    const { summary, chunks } = read(eventStream([created, completed]));
    expect(summary.usageChunk).toEqual({ ...chunks[0], choices: [] });
    expect(read('').summary.usageChunk).toBeUndefined();
  });
});

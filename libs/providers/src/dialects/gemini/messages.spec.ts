import type { ChatCompletionRequest, ChatMessage, ToolCall } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import { callOf } from '../../testing/chat-call';
import { encodingOf } from './encoding';
import { conversationOf } from './messages';

const encodingFor = (messages: ChatMessage[], more: Partial<ChatCompletionRequest> = {}) =>
  encodingOf(callOf({ messages, ...more }, 'gemini-2.5-flash'));
const translate = (messages: ChatMessage[]) => conversationOf(encodingFor(messages));
const contents = (...messages: ChatMessage[]) => translate(messages).contents;

const user = (content: ChatMessage['content']): ChatMessage => ({ role: 'user', content });
const calls = (...made: [id: string, name: string, text: string][]): ChatMessage => ({
  role: 'assistant',
  content: null,
  tool_calls: made.map(([id, name, text]): ToolCall => ({ id, type: 'function', function: { name, arguments: text } })),
});
const result = (id: string, content: ChatMessage['content']): ChatMessage => ({
  role: 'tool',
  tool_call_id: id,
  content,
});
const said = (text: string) => ({ text });

describe('conversationOf', () => {
  it('keeps instructions apart, in order, wherever they stand', () => {
    expect(
      translate([
        { role: 'system', content: 'Be brief.' },
        user('One'),
        { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
        { role: 'assistant', content: 'Two' },
      ]),
    ).toEqual({
      systemInstruction: { parts: [said('Be brief.'), said('Be kind.')] },
      contents: [
        { role: 'user', parts: [said('One')] },
        { role: 'model', parts: [said('Two')] },
      ],
    });
  });

  it.each<[string, ChatMessage[]]>([
    ['an empty text', [user('')]],
    ['an empty part', [user([{ type: 'text', text: '' }])]],
    ['an empty list', [user([])]],
    ['null', [{ role: 'assistant', content: null }]],
    ['null instead of calls', [JSON.parse('{"role":"assistant","tool_calls":null}') as ChatMessage]],
  ])('leaves out %s', (_, messages) => {
    expect(contents(user('One'), ...messages, user('Two'))).toEqual([
      { role: 'user', parts: [said('One'), said('Two')] },
    ]);
  });

  it('puts instructions without a conversation to the model as what the user says, and reports it', () => {
    const encoding = encodingFor([{ role: 'system', content: 'Say hello.' }]);
    expect(conversationOf(encoding)).toEqual({ contents: [{ role: 'user', parts: [said('Say hello.')] }] });
    expect([...encoding.adjusted]).toEqual(['messages']);
  });

  it('refuses messages that say nothing at all', () => {
    expect(() => contents(user(''), { role: 'system', content: '' })).toThrow(InvalidRequestError);
    expect(() => contents(user(''))).toThrow(expect.objectContaining({ param: 'messages', httpStatus: 400 }));
  });

  it('takes a refusal for what the model said', () => {
    expect(contents(user('One'), { role: 'assistant', content: null, refusal: 'No.' })[1]).toEqual({
      role: 'model',
      parts: [said('No.')],
    });
    const part = [{ type: 'refusal', refusal: 'No.' }];
    expect(contents(user('One'), { role: 'assistant', content: part })[1]?.parts).toEqual([said('No.')]);
  });
});

describe('tool calls of the history', () => {
  it('become function calls, and all results of a turn one content', () => {
    expect(
      contents(
        user('Weather?'),
        { ...calls(['a', 'now', '{"city":"Oslo"}'], ['b', 'now', '{"city":"Rome"}']), content: 'Looking.' },
        result('b', '{"degrees":30}'),
        result('a', 'cold'),
      ),
    ).toEqual([
      { role: 'user', parts: [said('Weather?')] },
      {
        role: 'model',
        parts: [
          said('Looking.'),
          { functionCall: { id: 'a', name: 'now', args: { city: 'Oslo' } } },
          { functionCall: { id: 'b', name: 'now', args: { city: 'Rome' } } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'b', name: 'now', response: { degrees: 30 } } },
          { functionResponse: { id: 'a', name: 'now', response: { output: 'cold' } } },
        ],
      },
    ]);
  });

  it.each([
    ['', {}],
    ['  ', {}],
    ['{"a":', { arguments: '{"a":' }],
    ['[1]', { arguments: '[1]' }],
    ['null', { arguments: 'null' }],
    ['5', { arguments: '5' }],
  ])('survive arguments written as %j', (text, args) => {
    expect(contents(user('x'), calls(['a', 'f', text]))[1]?.parts).toEqual([
      { functionCall: { id: 'a', name: 'f', args } },
    ]);
  });

  it('survive arguments too deep to be written again', () => {
    const text = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const [part] = contents(user('x'), calls(['a', 'f', text]))[1]?.parts ?? [];
    expect(part?.functionCall?.args).toEqual({ arguments: text });
  });

  it('take arguments that came as an object, and calls of a custom tool', () => {
    const made = [
      { id: 'a', type: 'function', function: { name: 'f', arguments: { x: 1 } } },
      { id: 'b', type: 'custom', custom: { name: 'g', input: 'text' } },
    ] as unknown[];
    const message: ChatMessage = { role: 'assistant', tool_calls: made as ToolCall[] };
    expect(contents(user('x'), message, result('b', 'ok')).slice(1)).toMatchObject([
      {
        parts: [
          { functionCall: { id: 'a', args: { x: 1 } } },
          { functionCall: { id: 'b', name: 'g', args: { input: 'text' } } },
        ],
      },
      { parts: [{ functionResponse: { id: 'b', name: 'g' } }] },
    ]);
  });

  it('answer the latest call where an id was used again', () => {
    const all = contents(
      user('x'),
      calls(['0', 'old', '']),
      result('0', '1'),
      calls(['0', 'new', '']),
      result('0', '2'),
    );
    expect(all.flatMap(({ parts }) => parts.flatMap((part) => part.functionResponse?.name ?? []))).toEqual([
      'old',
      'new',
    ]);
  });

  it.each([
    ['a call without a name', calls(['a', '', '{}']), 'messages[1].tool_calls[0].function.name'],
    ['a result of no known call', result('zzz', 'x'), 'messages[1].tool_call_id'],
    ['a result without an id', { role: 'tool', content: 'x' }, 'messages[1].tool_call_id'],
    ['a function without a name', { role: 'function', content: 'x' }, 'messages[1].name'],
    ['another role', { role: 'critic', content: 'x' }, 'messages[1].role'],
  ])('are refused with their place: %s', (_, message, param) => {
    expect(() => contents(user('x'), message)).toThrow(expect.objectContaining({ param, httpStatus: 400 }));
  });
});

describe('results', () => {
  const response = (content: ChatMessage['content']) =>
    contents(user('x'), calls(['a', 'f', '{}']), result('a', content))[2]?.parts;

  it.each<[ChatMessage['content'], object]>([
    ['{"a":{"b":[1]}}', { a: { b: [1] } }],
    ['plain', { output: 'plain' }],
    ['[1,2]', { output: '[1,2]' }],
    ['3', { output: '3' }],
    ['null', { output: 'null' }],
    ['', { output: '' }],
    [null, { output: '' }],
    [
      [
        { type: 'text', text: '{"a":' },
        { type: 'text', text: '1}' },
      ],
      { a: 1 },
    ],
  ])('written as %j go as %j', (content, expected) => {
    expect(response(content)).toEqual([{ functionResponse: { id: 'a', name: 'f', response: expected } }]);
  });

  // vercel/ai issue 14369: Google reads a reference in a result and refuses it.
  it.each(['{"$ref":"#/x"}', '{"a":[{"b":{"$ref":"y"}}]}'])('trap 24: with a reference go as text: %s', (text) => {
    expect(response(text)).toMatchObject([{ functionResponse: { response: { output: text } } }]);
  });

  it('show their pictures right behind them', () => {
    const url = 'data:image/png;base64,AAAA';
    expect(
      response([
        { type: 'text', text: 'done' },
        { type: 'image_url', image_url: { url } },
      ]),
    ).toEqual([
      { functionResponse: { id: 'a', name: 'f', response: { output: 'done' } } },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
    ]);
  });
});

describe('functions as they were before tools', () => {
  it('are called and answered by name', () => {
    expect(
      contents(
        user('x'),
        { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{"a":1}' } },
        { role: 'function', name: 'f', content: 'done' },
      ).slice(1),
    ).toEqual([
      { role: 'model', parts: [{ functionCall: { name: 'f', args: { a: 1 } } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'f', response: { output: 'done' } } }] },
    ]);
  });
});

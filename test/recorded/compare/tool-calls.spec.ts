import type { SeenToolCall } from '../ask/seen-chat';
import { argumentsOf, toolCalls } from './tool-calls';

const EXPECTED = [
  { id: 'call_1', name: 'dig', arguments: { depth: 1 } },
  { id: null, name: 'fill', arguments: {} },
];

function seen(...changes: Partial<SeenToolCall>[]): SeenToolCall[] {
  const calls: SeenToolCall[] = [
    { id: 'call_1', name: 'dig', arguments: '{"depth": 1}', signature: undefined },
    { id: 'made-here', name: 'fill', arguments: '{}', signature: undefined },
  ];
  return calls.map((call, index) => ({ ...call, ...changes[index] }));
}

it('finds nothing when calls are as expected', () => {
  expect(toolCalls({ toolCalls: EXPECTED }, seen())).toEqual([]);
});

it.each<[string, Partial<SeenToolCall>[], string]>([
  ['another id', [{ id: 'call_9' }], 'tool call 0 id: expected "call_1", got "call_9"'],
  ['no id where one has to be made', [{}, { id: '' }], 'tool call 1 id: expected one, got none'],
  ['the same id twice', [{}, { id: 'call_1' }], 'tool call ids: expected no two alike, got call_1, call_1'],
  ['another name', [{ name: 'drill' }], 'tool call 0 name: expected "dig", got "drill"'],
  ['other arguments', [{ arguments: '{"depth":2}' }], 'tool call 0 arguments: expected {"depth":1}, got {"depth":2}'],
  [
    'arguments that are cut',
    [{ arguments: '{"depth"' }],
    'tool call 0 arguments: expected {"depth":1}, got {"__raw__":"{\\"depth\\""}',
  ],
])('finds %s', (_, changes, line) => {
  expect(toolCalls({ toolCalls: EXPECTED }, seen(...changes))).toEqual([line]);
});

it.each([
  [[], 2],
  [EXPECTED.slice(0, 1), 2],
])('finds calls too many or too few', (expected, count) => {
  expect(toolCalls({ toolCalls: expected }, seen())).toEqual([`tool calls: expected ${expected.length}, got ${count}`]);
  expect(toolCalls({}, [])).toEqual([]);
});

it.each([
  [1, 1, []],
  [2, 1, []],
  [1, 0, ['signed tool calls: expected 1 to 1, got 0']],
  [1, 2, ['signed tool calls: expected 1 to 1, got 2']],
])('with %d signed parts, %d signed calls differ: %j', (signatures, count, lines) => {
  const signed = seen(...Array.from({ length: count }, () => ({ signature: 'c2ln' })));
  expect(toolCalls({ toolCalls: EXPECTED, thoughtSignatures: signatures }, signed)).toEqual(lines);
});

it('asks no signature of an answer without calls', () => {
  expect(toolCalls({ thoughtSignatures: 1 }, [])).toEqual([]);
});

it.each([
  ['{"a":[1]}', { a: [1] }],
  ['{"a":', { __raw__: '{"a":' }],
  ['', { __raw__: '' }],
  ['"text"', { __raw__: '"text"' }],
])('reads the arguments %s', (text, value) => {
  expect(argumentsOf(text)).toEqual(value);
});

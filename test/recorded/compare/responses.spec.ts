import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';
import type { SeenResponse } from '../ask/ask-responses';
import type { Expected } from '../cases/expected';
import { answered, recordedCase } from '../testing/exchanges';
import { responses } from './responses';

const ROW = requestRecord({ usageSource: 'estimated' });
const BODY = Buffer.from('{"id":"resp_1"}');
const MESSAGE = { type: 'message', content: [{ type: 'output_text', text: 'Down.' }] };
const CALL = { type: 'function_call', call_id: 'call_1', name: 'dig', arguments: '{"depth":1}' };
const EXPECTED: Expected = {
  text: 'Down.',
  toolCalls: [{ id: 'call_1', name: 'dig', arguments: { depth: 1 } }],
  outputTypes: ['message', 'function_call'],
  status: 'completed',
  usage: null,
};
const SEEN: SeenResponse = { items: [MESSAGE, CALL], status: 'completed', model: 'gpt-5', usage: undefined };

function compare(expected: Expected, raw = BODY, row = ROW): string[] {
  const recorded = recordedCase({ api: 'openai.responses', body: BODY, expected });
  return responses(recorded, answered(SEEN, { raw }), row);
}

it('finds nothing when the bytes and what they say are as expected', () => {
  expect(compare(EXPECTED)).toEqual([]);
});

it.each<[Partial<Expected>, string]>([
  [{ text: 'Up.' }, 'text: expected "Up.", got "Down."'],
  [{ status: 'incomplete' }, 'status: expected "incomplete", got "completed"'],
  [{ outputTypes: ['message'] }, 'output types: expected ["message"], got ["message","function_call"]'],
  [{ toolCalls: [] }, 'tool calls: expected 0, got 1'],
  [
    { usage: { prompt: 5, completion: 1, reasoning: null, cached: null, total: 6 } },
    'usage prompt: expected 5, got null',
  ],
])('finds a difference from %j', (changes, line) => {
  expect(compare({ ...EXPECTED, ...changes })).toContain(line);
});

it('finds a single byte that is not the provider’s', () => {
  expect(compare(EXPECTED, Buffer.from('{"id":"resp_2"}'))).toEqual([expect.stringMatching(/^body/)]);
});

it('wants a failed row where the provider failed in its own words', () => {
  const error = { status: 200, code: 'x', type: null, message: 'Too many.' };
  const recorded = recordedCase({ api: 'openai.responses', body: BODY, expected: { ...EXPECTED, error } });
  const said = { failure: { message: 'Too many.', type: null, code: 'x', body: {} }, raw: BODY };
  const failed = { ...ROW, outcome: 'failed' as const, usageSource: null };
  expect(responses(recorded, answered(SEEN, said), failed)).toEqual([]);
  expect(responses(recorded, answered(SEEN, said), ROW)).toEqual(['row outcome: expected "failed", got "completed"']);
  expect(responses(recorded, answered(SEEN, { raw: BODY }), failed)).toEqual([
    'error message: expected "Too many.", got nothing',
  ]);
});

import type { RequestRecord } from '@app/contracts';
import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';
import type { Expected } from '../cases/expected';
import type { RecordedCase } from '../cases/recorded-case';
import { answered, recordedCase, refused, seenChat, seenChoice } from '../testing/exchanges';
import { chat } from './chat';

const EXPECTED: Expected = { text: 'Down.', reasoningText: 'Hm.', finishReason: 'stop', usage: null };
const SEEN = seenChoice({ text: 'Down.', reasoning: 'Hm.' });
const ROW = requestRecord({ servedModel: 'gpt-5', usageSource: 'estimated' });

function compare(
  expected: Expected,
  seen = SEEN,
  row: RequestRecord = ROW,
  changes: Partial<RecordedCase> = {},
): string[] {
  return chat(recordedCase({ expected, ...changes }), answered(seenChat(seen)), row);
}

it('finds nothing when all is as expected', () => {
  expect(compare(EXPECTED)).toEqual([]);
});

it.each<[Partial<Expected>, string]>([
  [{ text: 'Up.' }, 'text: expected "Up.", got "Down."'],
  [{ reasoningText: 'Ha.' }, 'reasoning: expected "Ha.", got "Hm."'],
  [{ refusal: 'No.' }, 'refusal: expected "No.", got ""'],
  [{ blockReason: 'SAFETY' }, 'refusal: expected the reason of the block, got nothing'],
  [{ finishReason: 'length' }, 'finish: expected "length", got "stop"'],
  [{ toolCalls: [{ id: null, name: 'dig', arguments: {} }] }, 'tool calls: expected 1, got 0'],
  [{ choicesText: ['Down.', 'Left.'] }, 'choices: expected 2, got 1'],
  [
    { usage: { prompt: 1, completion: 1, reasoning: null, cached: null, total: 2 } },
    'usage prompt: expected 1, got null',
  ],
])('finds a difference from %j', (changes, line) => {
  expect(compare({ ...EXPECTED, ...changes })).toContain(line);
});

it('takes reasoning that nobody expected for a difference', () => {
  const { reasoningText: _, ...unthinking } = EXPECTED;
  expect(compare(unthinking)).toEqual(['reasoning: expected "", got "Hm."']);
});

it.each<[Partial<RequestRecord>, string]>([
  [{ outcome: 'cancelled' }, 'row outcome: expected "completed", got "cancelled"'],
  [{ httpStatus: 499 }, 'row status: expected 200, got 499'],
  [{ isStream: true }, 'row stream: expected false, got true'],
  [{ servedModel: 'gpt-4' }, 'row served model: expected "gpt-5", got "gpt-4"'],
  [{ usageSource: 'reported' }, 'row usage source: expected "estimated", got "reported"'],
])('finds a row with %j', (changes, line) => {
  expect(compare(EXPECTED, SEEN, { ...ROW, ...changes })).toEqual([line]);
});

it('finds a failure in place of a completion', () => {
  const answer = { ...refused(502, 'provider_error', 'Broken.'), content: seenChat(SEEN) };
  expect(chat(recordedCase({ expected: EXPECTED }), answer, ROW)).toEqual(['expected a completion, got 502 Broken.']);
});

describe('an ending that the provider did not name', () => {
  const done = { isStream: true, isDone: true };
  const row = { ...ROW, isStream: true };

  it('is "stop" for a text', () => {
    expect(compare({ ...EXPECTED, finishReason: null }, SEEN, row, done)).toEqual([]);
  });

  it('is "tool_calls" for a call', () => {
    const call = { id: 'call_1', name: 'dig', arguments: {} };
    const seen = { ...SEEN, toolCalls: [{ ...call, arguments: '{}', signature: undefined }] };
    const expected = { ...EXPECTED, finishReason: null, toolCalls: [call] };
    expect(compare(expected, { ...seen, finishReason: 'tool_calls' }, row, done)).toEqual([]);
    expect(compare(expected, seen, row, done)).toEqual(['finish: expected "tool_calls", got "stop"']);
  });

  it.each<[string, Partial<RecordedCase>]>([
    ['of a cut stream', { isStream: true }],
    [
      'of a stream that told of an error',
      { isStream: true, expected: { ...EXPECTED, error: { status: 200, code: null, type: null, message: 'Broken.' } } },
    ],
  ])('%s is an error event', (_, changes) => {
    const recorded = recordedCase({ expected: { ...EXPECTED, finishReason: null }, ...changes });
    const failed = { ...row, outcome: 'failed' as const, httpStatus: 502 };
    const answer = { ...refused(200, 'provider_error', 'It is Broken.'), content: seenChat(SEEN) };
    expect(chat(recorded, answer, failed)).toEqual([]);
    expect(chat(recorded, answered(seenChat(SEEN)), failed)[0]).toMatch(/^error: expected an error event/);
  });
});

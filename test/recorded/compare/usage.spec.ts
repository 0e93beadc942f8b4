import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';
import type { ExpectedUsage } from '../cases/expected';
import { CHAT_WORDS, clientUsage, ITEM_WORDS, rowUsage } from './usage';

const EXPECTED: ExpectedUsage = { prompt: 100, completion: 30, reasoning: 20, cached: 64, total: 130 };
const CHAT = {
  prompt_tokens: 100,
  completion_tokens: 30,
  total_tokens: 130,
  prompt_tokens_details: { cached_tokens: 64 },
  completion_tokens_details: { reasoning_tokens: 20 },
};
const ITEMS = {
  input_tokens: 100,
  output_tokens: 30,
  total_tokens: 130,
  input_tokens_details: { cached_tokens: 64 },
  output_tokens_details: { reasoning_tokens: 20 },
};
const ROW = requestRecord({
  freshInputTokens: 30,
  cachedInputTokens: 64,
  cacheWriteTokens: 6,
  outputTokens: 30,
  reasoningTokens: 20,
});

const MUTATIONS: [field: keyof ExpectedUsage, value: number | null][] = [
  ['prompt', 101],
  ['completion', 31],
  ['total', 131],
  ['reasoning', 21],
  ['reasoning', null],
  ['cached', 63],
  ['cached', null],
];

describe('what a client is told', () => {
  it('is the same in the words of either surface', () => {
    expect(clientUsage(EXPECTED, CHAT, CHAT_WORDS)).toEqual([]);
    expect(clientUsage(EXPECTED, ITEMS, ITEM_WORDS)).toEqual([]);
  });

  it.each(MUTATIONS)('differs when %s should be %s', (field, value) => {
    expect(clientUsage({ ...EXPECTED, [field]: value }, CHAT, CHAT_WORDS)).toEqual([
      expect.stringMatching(`^usage ${field}: `),
    ]);
  });

  it('differs when there is none', () => {
    expect(clientUsage(EXPECTED, undefined, CHAT_WORDS)).toHaveLength(5);
  });

  it.each([null, undefined])('is not compared when the recording has %s', (expected) => {
    expect(clientUsage(expected, CHAT, CHAT_WORDS)).toEqual([]);
  });

  it('takes zero for a report', () => {
    const expected = { ...EXPECTED, cached: null };
    const usage = { ...CHAT, prompt_tokens_details: { cached_tokens: 0 } };
    expect(clientUsage(expected, usage, CHAT_WORDS)).toEqual(['usage cached: expected null, got 0']);
  });
});

describe('the ledger row', () => {
  it('adds its disjoint buckets up to the prompt', () => {
    expect(rowUsage(EXPECTED, ROW)).toEqual([]);
  });

  it.each(MUTATIONS.filter(([field]) => field !== 'total'))('differs when %s should be %s', (field, value) => {
    expect(rowUsage({ ...EXPECTED, [field]: value }, ROW)).toEqual([expect.stringMatching(`^row ${field}: `)]);
  });

  it.each([
    ['reported', null, 'row usage source: expected "estimated", got "reported"'],
    ['estimated', EXPECTED, 'row usage source: expected "reported", got "estimated"'],
  ] as const)('differs when it is %s although the wire says %j', (usageSource, expected, line) => {
    expect(rowUsage(expected, { ...ROW, usageSource })).toEqual([line]);
  });

  it('is estimated where the wire gave no usage', () => {
    expect(rowUsage(null, { ...ROW, usageSource: 'estimated' })).toEqual([]);
  });

  it('is not compared where the recording does not say', () => {
    expect(rowUsage(undefined, { ...ROW, usageSource: null })).toEqual([]);
  });
});

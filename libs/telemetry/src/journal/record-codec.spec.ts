import { requestRecord } from '../testing/request-record';
import { decodeRecord, encodeRecord } from './record-codec';

describe('an encoded record', () => {
  it.each([
    ['a plain one', requestRecord()],
    [
      'one with everything',
      requestRecord({
        clientRequestId: 'theirs "quoted" \n ü \u2028',
        usageDetails: { apart: { audioInput: 3 }, serviceTier: 'flex', images: { count: 2, size: '1K' } },
        audioInputTokens: 3,
        imageCount: 2,
        savedNanoUsd: 7,
        costFormula: {
          pricedBy: 'group',
          subject: 'deepseek-auto',
          parts: [{ bucket: 'output', quantity: 34, picoUsdEach: 1_250_000 }],
          percentOff: 75,
        },
        costNanoUsd: Number.MAX_SAFE_INTEGER,
        latencyMs: 0.123456789,
      }),
    ],
  ])('is read back as it was: %s', (_, record) => {
    expect(decodeRecord(encodeRecord(record))).toStrictEqual(record);
  });

  it('holds no line break', () => {
    expect(encodeRecord(requestRecord({ askedModel: 'a\nb\r' }))).not.toMatch(/[\r\n]/);
  });

  it('keeps the beginning of a text that somebody made too long', () => {
    const record = requestRecord({ askedModel: 'm'.repeat(1_000_000) });
    expect(decodeRecord(encodeRecord(record))?.askedModel).toBe('m'.repeat(4_096));
  });

  it('is read as it was written before requests had a trace', () => {
    const { routeTrace, ...older } = requestRecord();
    const line = encodeRecord({ ...older, routeTrace })
      .replace('[2,', '[1,')
      .replace(/,null\]$/, ']');
    expect(decodeRecord(line)).toEqual({ ...older, routeTrace: null });
  });

  it('is not guessed at when its version is unknown', () => {
    const line = encodeRecord(requestRecord());
    expect(decodeRecord(line.replace('[2,', '[3,'))).toBeUndefined();
    expect(decodeRecord(line.replace(/,[^,]*\]$/, ']'))).toBeUndefined();
    expect(decodeRecord('{}')).toBeUndefined();
  });
});

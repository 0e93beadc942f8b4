import { finishReasonOf, isMalformedCall, isPlainReason, nativeReasonOf } from './finish-reason';

describe('finish reasons', () => {
  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    // Vibe-Trading issue 308: a client met the native word.
    ['SAFETY', 'content_filter'],
    ['RECITATION', 'content_filter'],
    ['BLOCKLIST', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['SPII', 'content_filter'],
    ['IMAGE_SAFETY', 'content_filter'],
    ['IMAGE_PROHIBITED_CONTENT', 'content_filter'],
    ['IMAGE_RECITATION', 'content_filter'],
    ['LANGUAGE', 'stop'],
    ['OTHER', 'stop'],
    ['NO_IMAGE', 'stop'],
    ['IMAGE_OTHER', 'stop'],
    ['NEVER_HEARD_OF', 'stop'],
  ])('trap 27: %s is %s', (native, reason) => {
    expect(finishReasonOf(native)).toBe(reason);
    expect(isPlainReason(native)).toBe(native === 'STOP' || native === 'MAX_TOKENS');
  });

  it.each(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS'])(
    '%s spoils the answer',
    (native) => {
      expect(isMalformedCall(native)).toBe(true);
      expect(isMalformedCall('STOP')).toBe(false);
    },
  );

  it.each<[unknown, string | undefined]>([
    ['STOP', 'STOP'],
    [1, 'STOP'],
    [2, 'MAX_TOKENS'],
    [3, 'SAFETY'],
    [10, 'MALFORMED_FUNCTION_CALL'],
    [99, '99'],
    [0, undefined],
    ['FINISH_REASON_UNSPECIFIED', undefined],
    ['', undefined],
    [undefined, undefined],
    [null, undefined],
    [{}, undefined],
  ])('%j is named %j', (reason, native) => {
    expect(nativeReasonOf(reason)).toBe(native);
  });
});

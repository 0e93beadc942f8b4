import { BadControlError, CONTROL_KEYS, parseControl, splitModel } from './control';

describe('parseControl', () => {
  it('reads numbers and flags', () => {
    expect(parseControl('ttfb=200; tps=50;badjson=1')).toEqual({ ttfbMs: 200, tokensPerSecond: 50, isBadJson: true });
  });

  it.each([
    ['ttfb=1', { ttfbMs: 1 }],
    ['tps=2', { tokensPerSecond: 2 }],
    ['tokens=3', { outputTokens: 3 }],
    ['chunk=4', { chunkBytes: 4 }],
    ['stall=5', { stallAfter: 5 }],
    ['reset=0', { resetAfter: 0 }],
    ['halfclose=6', { halfCloseAfter: 6 }],
    ['errorevent=7', { errorEventAfter: 7 }],
    ['status=429;retry=20', { status: 429, retryAfterSeconds: 20 }],
    ['status=429;retryms=1500', { status: 429, retryAfterMs: 1_500 }],
    ['status=429;retrydate=2', { status: 429, retryDateSeconds: 2 }],
    ['badjson=1', { isBadJson: true }],
    ['nousage=1', { withoutUsage: true }],
    ['array=1', { asArray: true }],
    ['crlf=1', { withCrlf: true }],
    ['comments=1', { withComments: true }],
    ['emptybody=1', { isEmptyBody: true }],
    ['noanswer=1', { isSilent: true }],
    ['noanswer=0', { isSilent: false }],
    ['', {}],
  ])('understands "%s"', (text, control) => {
    expect(parseControl(text)).toEqual(control);
  });

  it('knows answers that are odd', () => {
    expect(parseControl('odd=safety')).toEqual({ oddity: 'safety' });
  });

  it('reads a text that holds anything', () => {
    const text = 'Rating: 10; 50 %\nПривет';
    expect(parseControl(`says=${encodeURIComponent(text)};tps=5`)).toEqual({ text, tokensPerSecond: 5 });
  });

  it('names the known keys', () => {
    expect(CONTROL_KEYS).toHaveLength(21);
  });

  it.each(['speed=3', 'ttfb=fast', 'ttfb=', 'ttfb=-1', 'tps=0', 'chunk=0', 'badjson=yes', 'status', 'odd=weird'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseControl(text)).toThrow(BadControlError);
    },
  );
});

describe('splitModel', () => {
  it('leaves a plain name alone', () => {
    expect(splitModel('gpt-4o')).toEqual({ model: 'gpt-4o', control: {} });
  });

  it('takes the suffix off', () => {
    expect(splitModel('gpt-4o~ttfb=200~tps=50~tokens=5')).toEqual({
      model: 'gpt-4o',
      control: { ttfbMs: 200, tokensPerSecond: 50, outputTokens: 5 },
    });
  });

  it('keeps colons and slashes of local names', () => {
    expect(splitModel('library/qwen3:latest~crlf=1').model).toBe('library/qwen3:latest');
  });

  it('refuses a suffix with a typing error', () => {
    expect(() => splitModel('gpt-4o~cut=5')).toThrow('Unknown control "cut"');
  });
});

import { factsOf, factsOfText } from './error-facts';

describe('factsOf', () => {
  it.each<[string, unknown]>([
    ['OpenAI', { error: { message: ' said ', type: 'x', param: null, code: null } }],
    ['Google', { error: { code: 400, message: 'said', status: 'INVALID_ARGUMENT' } }],
    ['trap 28: Google, in an array', [{ error: { code: 400, message: 'said' } }]],
    ['Moonshot', { error: { type: 'x', message: 'said' } }],
    ['trap 29: xAI, where the error is a text', { code: 'invalid-argument', error: 'said' }],
    ['Ollama, a text alone', { error: 'said' }],
    ['a bare message', { type: 'error', message: 'said' }],
    ['a bare text', 'said'],
  ])('reads the message: %s', (_, body) => {
    expect(factsOf(body).message).toBe('said');
  });

  it.each([undefined, null, 7, [], {}, { error: {} }, { error: null }, { error: { message: '  ' } }, ''])(
    'finds nothing in %j',
    (body) => {
      expect(factsOf(body)).toEqual({
        message: undefined,
        code: undefined,
        words: [],
        status: undefined,
        param: undefined,
        delaySeconds: undefined,
        isLimitZero: false,
      });
    },
  );

  it('collects every word said about the kind, spelt one way', () => {
    const details = [{ reason: 'API_KEY_INVALID' }, { reason: 7 }, 'x'];
    expect(factsOf({ error: { code: 400, status: 'INVALID_ARGUMENT', details } }).words).toEqual([
      'invalid_argument',
      'api_key_invalid',
    ]);
    expect(factsOf({ code: 'resource-exhausted', error: 'x' }).words).toEqual(['resource_exhausted']);
    expect(factsOf({ error: { type: 'tokens', code: 'rate_limit_exceeded' } }).words).toEqual([
      'tokens',
      'rate_limit_exceeded',
    ]);
  });

  it.each<[unknown, string | undefined]>([
    ['context_length_exceeded', 'context_length_exceeded'],
    ['invalid-argument', 'invalid-argument'],
    ['invalid_request_error', undefined],
    ['Not A Word', undefined],
    [400, undefined],
    [null, undefined],
  ])('takes the code %j for %p', (code, expected) => {
    expect(factsOf({ error: { code } }).code).toBe(expected);
  });

  it.each<[object, number | undefined]>([
    [{ code: 503 }, 503],
    [{ code: 'x', status: 429 }, 429],
    [{ code: 13 }, undefined],
    [{ code: 200 }, undefined],
    [{ code: 429.5 }, undefined],
  ])('reads the status of %j', (error, status) => {
    expect(factsOf({ error }).status).toBe(status);
  });

  it('reads the delay from the details, else from the message', () => {
    expect(factsOf({ error: { message: 'retry in 9s', details: [{ retryDelay: '46s' }] } }).delaySeconds).toBe(46);
    expect(factsOf({ error: { message: 'retry in 9s' } }).delaySeconds).toBe(9);
  });

  it.each<[object, boolean]>([
    [{ message: 'Quota exceeded for metric: requests, limit: 0, model: m' }, true],
    [{ message: 'limit: 0' }, true],
    [{ message: 'limit: 0.5' }, false],
    [{ message: 'limit: 1000' }, false],
    [{ details: [{ violations: [{ quotaValue: '20' }, { quotaValue: '0' }] }] }, true],
    [{ details: [{ violations: [{ quotaValue: '20' }, null] }, { violations: 'x' }] }, false],
  ])('sees in %j whether nothing is allowed', (error, isZero) => {
    expect(factsOf({ error }).isLimitZero).toBe(isZero);
  });
});

describe('factsOfText', () => {
  it('reads JSON, and text that is none', () => {
    expect(factsOfText('{"error":{"message":"said"}}').message).toBe('said');
    expect(factsOfText('upstream connect error').message).toBe('upstream connect error');
  });

  it.each(['', '  \n', '<html><body>502 Bad Gateway</body></html>', '\n <!DOCTYPE html>'])(
    'makes no message of %j',
    (text) => {
      expect(factsOfText(text).message).toBeUndefined();
    },
  );
});

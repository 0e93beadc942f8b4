import { providerOf } from '../testing/chat-call';
import { failureInBody, failureOfAnswer } from './upstream-failure';

/** A vendor that answers a wrong key with 400 and a sentence. */
const isKeyRefusal = (httpStatus: number, message: string): boolean =>
  httpStatus === 400 && /\bincorrect api key\b/i.test(message);
const provider = providerOf({ isKeyRefusal });

const errorOf = (httpStatus: number, body: unknown, headers: Record<string, string> = {}) =>
  failureOfAnswer(
    provider,
    { httpStatus, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    'own-secret-key',
  );
const says = (message: string, more: object = {}) => ({ error: { message, ...more } });

describe('failureOfAnswer', () => {
  it('trap 25: passes a refused parameter on as the 400 it is, which the breaker does not count', () => {
    const type = 'invalid_request_error';
    const body = says('max_tokens is too large', { type, param: 'max_tokens', code: 'invalid_value' });
    expect(errorOf(400, body)).toMatchObject({
      httpStatus: 400,
      message: 'max_tokens is too large',
      param: 'max_tokens',
      code: 'invalid_value',
      type,
      retryable: false,
      isProviderFault: false,
      isKeyRefused: false,
    });
  });

  it.each<[string, number, unknown]>([
    ['401', 401, {}],
    ['401 about a model', 401, says('no access to this model', { code: 'model_not_found' })],
    ['403', 403, says('Country not supported')],
    ["xAI's 400", 400, { code: 'invalid-argument', error: 'Incorrect API key provided.' }],
    ["Google's 400", 400, says('not valid', { status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] })],
    ['a 400 with the code', 400, says('bad', { code: 'invalid_api_key' })],
  ])("never shows a refused key as the client's own: %s", (_, status, body) => {
    const error = errorOf(status, body);
    expect(error).toMatchObject({
      httpStatus: 502,
      code: 'provider_key_refused',
      isKeyRefused: true,
      isProviderFault: true,
      retryable: true,
      shouldRetry: false,
    });
    expect(error.message).toContain(`status ${status}`);
  });

  it.each<[number, unknown]>([
    [402, says('Insufficient Balance')],
    [403, says('Your account has an insufficient balance')],
    [403, says('stop', { type: 'exceeded_current_quota_error' })],
    [403, says('Your team has reached its spending limit')],
  ])('tells the operator, not the client, of an empty account: %d %j', (status, body) => {
    const balance = { httpStatus: 502, code: 'provider_balance_exhausted', isKeyRefused: false, shouldRetry: false };
    expect(errorOf(status, body)).toMatchObject(balance);
  });

  describe('429', () => {
    const limit = { httpStatus: 429, retryable: true, isProviderFault: false };

    it.each<[string, unknown, string]>([
      ['nothing said', {}, 'rate_limit_exceeded'],
      ['OpenAI', says('slow down', { type: 'tokens', code: 'rate_limit_exceeded' }), 'rate_limit_exceeded'],
      ['xAI', { code: 'resource-exhausted', error: 'Too many requests' }, 'resource-exhausted'],
      ['a rate at Moonshot', says('max requests', { type: 'rate_limit_reached_error' }), 'rate_limit_exceeded'],
      ['a crowd at Moonshot', says('try later', { type: 'engine_overloaded_error' }), 'provider_overloaded'],
      ['Google, for a while', says('You exceeded your current quota. Please retry in 48.9s.'), 'rate_limit_exceeded'],
    ])('of a rate may be tried again: %s', (_, body, code) => {
      expect(errorOf(429, body)).toMatchObject({ ...limit, code, type: 'rate_limit_error', shouldRetry: undefined });
    });

    it.each<[string, unknown]>([
      ['OpenAI', says('You exceeded your current quota', { type: 'insufficient_quota', code: 'insufficient_quota' })],
      ['Moonshot', says('suspended', { type: 'exceeded_current_quota_error' })],
      ['by the message', says('You exceeded your current quota, check your plan')],
      ['an empty account', says('insufficient balance')],
    ])('of a quota that is used up is not worth a retry: %s', (_, body) => {
      const quota = { ...limit, code: 'insufficient_quota', type: 'insufficient_quota', shouldRetry: false };
      expect(errorOf(429, body)).toMatchObject(quota);
    });

    const google = (message: string, retryDelay: string) =>
      says(message, { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay }] });

    it.each<[string, unknown, boolean | undefined]>([
      ['limit 0', google('Quota exceeded, limit: 0, model: m', '46s'), false],
      ['a delay of hours', google('Quota exceeded, limit: 250', '9000s'), false],
      ['61 seconds', google('Quota exceeded', '61s'), false],
      ['60 seconds', google('Quota exceeded', '60s'), undefined],
      ['46 seconds', google('You exceeded your current quota, limit: 20', '46s'), undefined],
    ])('trap 48: from Google is retried only where waiting helps: %s', (_, body, shouldRetry) => {
      // Another target of a group may be asked all the same.
      expect(errorOf(429, body)).toMatchObject({ ...limit, shouldRetry });
      expect(errorOf(429, [body])).toMatchObject({ ...limit, shouldRetry });
    });

    it('keeps a long pause that a header asks for a matter of the rate', () => {
      const error = errorOf(429, { code: 'resource-exhausted', error: 'slow' }, { 'retry-after': '120' });
      expect(error).toMatchObject({ shouldRetry: undefined, retryAfterSeconds: 120 });
    });
  });

  it.each<[Record<string, string>, object, number | undefined]>([
    [{ 'retry-after': '20' }, {}, 20],
    [{ 'retry-after': '1000000000' }, {}, 3_600],
    [{ 'retry-after': 'soon' }, {}, undefined],
    [{}, { details: [{ retryDelay: '46s' }] }, 46],
    [{ 'retry-after': '5' }, { details: [{ retryDelay: '46s' }] }, 5],
    [{}, { details: [{ retryDelay: '86400s' }] }, 3_600],
  ])('reads the patience asked for in %j and %j', (headers, error, seconds) => {
    expect(errorOf(429, { error }, headers).retryAfterSeconds).toBe(seconds);
    expect(errorOf(503, { error }, headers).retryAfterSeconds).toBe(seconds);
  });

  it.each([
    [500, 502],
    [502, 502],
    [503, 503],
    [504, 504],
    [529, 502],
    [422, 400],
    [413, 413],
    [409, 409],
    [404, 404],
    [408, 429],
    [499, 502],
    [302, 502],
  ])("answers the provider's %d with %d", (upstream, ours) => {
    expect(errorOf(upstream, says('m'))).toMatchObject({ httpStatus: ours, upstreamStatus: upstream });
  });

  it.each<[string, number, unknown]>([
    ['OpenAI', 404, says('The model `x` does not exist', { code: 'model_not_found' })],
    ['OpenAI, forbidden', 403, says('Project x has no access to model y', { code: 'model_not_found' })],
    ['forbidden, by the field', 403, says('No access', { param: 'model' })],
    ['Google', 404, says('models/x is not found for API version v1beta', { code: 404, status: 'NOT_FOUND' })],
    ['DeepSeek', 400, says('Model Not Exist', { code: 'invalid_request_error' })],
    ['Moonshot', 404, says('Not found the model x or Permission denied', { type: 'resource_not_found_error' })],
    ['xAI', 400, { code: 'invalid-argument', error: 'Model not found: x' }],
    ['Ollama', 404, says("model 'x' not found", { type: 'not_found_error' })],
    ['a retired one', 400, says('The model x has been deprecated')],
  ])('trap 47: a model that is gone is a 404 that another target may answer: %s', (_, status, body) => {
    expect(errorOf(status, body)).toMatchObject({
      httpStatus: 404,
      code: 'model_not_found',
      retryable: true,
      isProviderFault: false,
    });
  });

  it.each<[number, unknown]>([
    [404, says('Invalid URL', { code: 'unknown_url' })],
    [400, says('Web search options not supported with this model.', { param: 'web_search_options' })],
    [400, says("'max_tokens' is not supported with this model.", { code: 'unsupported_parameter' })],
  ])('does not take everything for a missing model: %d %j', (status, body) => {
    expect(errorOf(status, body)).toMatchObject({ httpStatus: status, retryable: false });
    expect(errorOf(status, body).code).not.toBe('model_not_found');
  });

  it.each<[number, unknown]>([
    [400, says('too long', { code: 'context_length_exceeded', param: 'messages' })],
    [400, says("This model's maximum context length is 1000 tokens. However, you requested 2000.")],
    [400, says('prompt too long; exceeded max context length by 5 tokens')],
    [400, says('Your input exceeds the context window of this model.')],
    [400, says('The input token count (9) exceeds the maximum number of tokens allowed (8).', { code: 400 })],
    [422, says('prompt is too long')],
  ])('names a prompt that is too long: %d %j', (status, body) => {
    expect(errorOf(status, body)).toMatchObject({ httpStatus: 400, code: 'context_length_exceeded', retryable: false });
  });

  it('names a filter', () => {
    expect(errorOf(400, says('high risk', { type: 'content_filter' }))).toMatchObject({
      httpStatus: 400,
      code: 'content_filter',
    });
  });

  it.each(['', '<html>502 Bad Gateway</html>', '{"error":{}}'])('goes by the status where %j says nothing', (body) => {
    expect(errorOf(502, body)).toMatchObject({ httpStatus: 502, code: 'provider_error' });
    expect(errorOf(502, body).message).toBe('Provider "acme" failed: status 502');
  });

  it('repeats no secret and no novel', () => {
    const secrets = 'own-secret-key, sk-abcdef123456, org-abc123def, someone@example.com';
    const error = errorOf(400, says(`bad: ${secrets} ${'x'.repeat(10_000)}`));
    expect(error.message).not.toMatch(/own-secret-key|abcdef123456|abc123def|example/);
    expect(error.message.length).toBeLessThan(2_100);
  });
});

describe('failureInBody', () => {
  it.each<[string, unknown, object]>([
    ['no word of it', says('overloaded'), { httpStatus: 502, code: 'provider_error' }],
    ['a server error', says('x', { type: 'server_error', code: null }), { httpStatus: 502, code: 'provider_error' }],
    [
      'a busy server whose code says nothing',
      says('x', { type: 'service_unavailable_error', code: 'invalid_request_error' }),
      { httpStatus: 503, code: 'provider_error' },
    ],
    ['trap 29: a text', { code: 'unavailable', error: 'busy' }, { httpStatus: 503, code: 'provider_error' }],
    ['a cancellation', says('x', { code: 499, status: 'CANCELLED' }), { httpStatus: 502, code: 'provider_error' }],
    ['a status', says('x', { code: 504, status: 'DEADLINE_EXCEEDED' }), { httpStatus: 504, code: 'provider_error' }],
    [
      'a rate limit, with its pause',
      says('slow down', { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay: '46s' }] }),
      { httpStatus: 429, code: 'rate_limit_exceeded', message: 'slow down', retryAfterSeconds: 46 },
    ],
    [
      "OpenAI's rate limit",
      says('slow down', { type: 'tokens', code: 'rate_limit_exceeded' }),
      { httpStatus: 429, code: 'rate_limit_exceeded', message: 'slow down' },
    ],
    ['a quota', says('x', { type: 'insufficient_quota' }), { httpStatus: 429, code: 'insufficient_quota' }],
    ['a refused field', says('x', { type: 'invalid_request_error', param: 'n' }), { httpStatus: 400, param: 'n' }],
    ['a filter', says('x', { code: 'content_filter' }), { httpStatus: 400, code: 'content_filter' }],
    ['a missing model', says('x', { status: 'NOT_FOUND' }), { httpStatus: 404, code: 'model_not_found' }],
    ['our key', says('x', { type: 'authentication_error' }), { httpStatus: 502, isKeyRefused: true }],
    ['our rights', says('x', { status: 'PERMISSION_DENIED' }), { httpStatus: 502, isKeyRefused: true }],
    ["our key in a vendor's own way", { error: 'Incorrect API key' }, { httpStatus: 502 }],
    ['nothing', undefined, { httpStatus: 502, code: 'provider_error' }],
  ])('tells apart: %s', (_, body, expected) => {
    expect(failureInBody(provider, body)).toMatchObject({ ...expected, upstreamStatus: undefined });
  });

  it('repeats no secret', () => {
    expect(failureInBody(provider, says('project proj_A1b2C3d4e5 of x@example.com')).message).toBe(
      'Provider "acme" failed: project [redacted] of [redacted]',
    );
  });
});

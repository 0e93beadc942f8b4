import { providerOf } from '../testing/chat-call';
import { errorOfAnswer } from './error-answer';

/** A vendor that answers a wrong key with 400 and a sentence. */
const isKeyRefusal = (httpStatus: number, message: string): boolean =>
  httpStatus === 400 && /\bincorrect api key\b/i.test(message);

const errorOf = (httpStatus: number, body: unknown, headers: Record<string, string> = {}) =>
  errorOfAnswer(
    providerOf({ isKeyRefusal }),
    { httpStatus, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    'own-secret-key',
  );

describe('errorOfAnswer', () => {
  it("passes a refused parameter on in OpenAI's words", () => {
    const body = {
      error: {
        message: 'max_tokens is too large',
        type: 'invalid_request_error',
        param: 'max_tokens',
        code: 'invalid_value',
      },
    };
    expect(errorOf(400, body)).toMatchObject({
      httpStatus: 400,
      message: 'max_tokens is too large',
      param: 'max_tokens',
      code: 'invalid_value',
      type: 'invalid_request_error',
      retryable: false,
      isProviderFault: false,
    });
  });

  it.each([
    ['OpenAI', { error: { message: 'said', code: 'x' } }],
    ['Google', { error: { code: 400, message: 'said', status: 'INVALID_ARGUMENT' } }],
    ['Google, in a list', [{ error: { code: 400, message: 'said' } }]],
    ['xAI', { code: 'invalid-argument', error: 'said' }],
    ['a bare message', { message: 'said' }],
    ['text', 'said'],
  ])('reads the message of %s', (_, body) => {
    expect(errorOf(400, body).message).toBe('said');
  });

  it.each([
    [401, {}],
    [403, { error: { message: 'Country not supported' } }],
    [400, { code: 'invalid-argument', error: 'Incorrect API key provided.' }],
  ])("never shows a refused key as the client's own: %d %j", (status, body) => {
    const error = errorOf(status, body);
    expect(error).toMatchObject({ httpStatus: 502, code: 'provider_key_refused', isProviderFault: true });
  });

  it.each([
    [{ 'retry-after': '20' }, 20],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1.5],
    [{ 'retry-after': '1000000000' }, 3600],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('reads the patience asked for in %j', (headers, seconds) => {
    expect(errorOf(429, {}, headers)).toMatchObject({
      httpStatus: 429,
      code: 'rate_limit_exceeded',
      retryable: true,
      isProviderFault: false,
    });
    expect(errorOf(429, {}, headers).retryAfterSeconds).toBe(seconds);
  });

  it("reads a date, and Google's delay", () => {
    const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
    expect(errorOf(429, {}, { 'retry-after': inTenSeconds }).retryAfterSeconds).toBeGreaterThan(7);
    expect(errorOf(429, { error: { details: [{ '@type': 'x' }, { retryDelay: '46s' }] } }).retryAfterSeconds).toBe(46);
  });

  it.each([
    [500, 502],
    [502, 502],
    [503, 503],
    [504, 504],
    [529, 502],
    [422, 400],
    [404, 404],
    [402, 502],
    [302, 502],
  ])("answers the provider's %d with %d", (upstream, ours) => {
    expect(errorOf(upstream, { error: { message: 'm' } })).toMatchObject({
      httpStatus: ours,
      upstreamStatus: upstream,
    });
  });

  it.each([
    [{ error: { message: 'Project x does not have access to model y', code: 'model_not_found' } }],
    [{ error: { message: 'No access', param: 'model' } }],
  ])('takes a model that the account may not use for a missing one: %j', (body) => {
    expect(errorOf(403, body)).toMatchObject({ httpStatus: 404, code: 'model_not_found', isProviderFault: false });
  });

  it('names a missing model as OpenAI does', () => {
    expect(errorOf(404, { error: { code: 404, message: 'models/x is not found', status: 'NOT_FOUND' } }).code).toBe(
      'model_not_found',
    );
  });

  it('repeats no secret and no novel', () => {
    const error = errorOf(400, {
      error: { message: `bad key own-secret-key, sk-abcdef123456, org-abc123def ${'x'.repeat(10_000)}` },
    });
    expect(error.message).not.toMatch(/own-secret-key|abcdef123456|abc123def/);
    expect(error.message.length).toBeLessThan(2_100);
  });
});

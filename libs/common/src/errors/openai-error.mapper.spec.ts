import { toOpenAiError } from './openai-error.mapper';
import { InvalidRequestError, TemporarilyUnavailableError } from './request.errors';

describe('toOpenAiError', () => {
  it('keeps all four keys of the envelope', () => {
    const { httpStatus, body } = toOpenAiError(new InvalidRequestError('Send messages.', 'messages'));
    expect(httpStatus).toBe(400);
    expect(body).toEqual({
      error: { message: 'Send messages.', type: 'invalid_request_error', param: 'messages', code: 'invalid_request' },
    });
  });

  it('says when to come back', () => {
    const mapped = toOpenAiError(new TemporarilyUnavailableError('The key store', 'auth_unavailable'));
    expect(mapped).toMatchObject({ httpStatus: 503, headers: { 'retry-after': '1' } });
  });

  it('tells nothing about an unexpected failure', () => {
    const mapped = toOpenAiError(new Error('SELECT * FROM clients failed at /srv/secret'));
    expect(mapped.httpStatus).toBe(500);
    expect(JSON.stringify(mapped)).not.toContain('secret');
  });
});

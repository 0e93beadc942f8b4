import { NotFoundException, type ArgumentsHost, type LoggerService } from '@nestjs/common';
import { ClientGoneError, InvalidRequestError, TemporarilyUnavailableError } from '@app/common';
import { AdminErrorFilter } from './admin-error.filter';

function answerTo(thrown: unknown, path = '/api/users', headersSent = false) {
  const sent = { status: 0, headers: {}, body: {}, isDestroyed: false, logged: 0 };
  const response = {
    headersSent,
    status: (status: number) => ((sent.status = status), response),
    set: (headers: object) => ((sent.headers = headers), response),
    json: (body: object) => ((sent.body = body), response),
    destroy: () => (sent.isDestroyed = true),
  };
  const request = { method: 'GET', path, gateway: { requestId: 'request-1' } };
  const logger: Pick<LoggerService, 'error'> = { error: () => (sent.logged += 1) };
  const host = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }) };
  new AdminErrorFilter(logger as LoggerService).catch(thrown, host as ArgumentsHost);
  return sent;
}

describe('AdminErrorFilter', () => {
  it('adds the id of the request, and keeps caches out', () => {
    expect(answerTo(new InvalidRequestError('No.', 'name'))).toMatchObject({
      status: 400,
      headers: { 'cache-control': 'no-store' },
      body: {
        error: {
          ...{ message: 'No.', type: 'invalid_request_error', param: 'name' },
          ...{ code: 'invalid_request', requestId: 'request-1' },
        },
      },
      logged: 0,
    });
  });

  it('says when to come again', () => {
    const { status, headers } = answerTo(new TemporarilyUnavailableError('It', 'overloaded'));
    expect({ status, headers }).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  it('tells nothing of what nobody expected, and logs it', () => {
    const sent = answerTo(new Error('SQLITE_ERROR: no such table: secrets'));
    expect(sent).toMatchObject({ status: 500, body: { error: { code: 'internal_error' } }, logged: 1 });
    expect(JSON.stringify(sent.body)).not.toContain('SQLITE');
  });

  it.each(['/v1/models', '/apis', '/', '/health/live'])('leaves %s to the filter of /v1', (path) => {
    const { body } = answerTo(new NotFoundException(), path);
    expect(body).toEqual({ error: expect.not.objectContaining({ requestId: expect.anything() }) });
  });

  it.each(['/api', '/api/users', '/API/users'])('answers for %s', (path) => {
    expect(answerTo(new NotFoundException(), path).body).toMatchObject({ error: { requestId: 'request-1' } });
  });

  it.each([
    ['the caller has gone', new ClientGoneError(), false],
    ['the answer has begun', new InvalidRequestError('No.'), true],
  ])('hangs up when %s', (_, error, headersSent) => {
    expect(answerTo(error, '/api/users', headersSent)).toMatchObject({ status: 0, isDestroyed: true });
  });
});

import {
  BadRequestException,
  HttpException,
  InternalServerErrorException,
  NotFoundException,
  type ArgumentsHost,
  type LoggerService,
} from '@nestjs/common';
import { ClientGoneError, InvalidRequestError, TemporarilyUnavailableError } from '@app/common';
import { OpenAiErrorFilter } from './openai-error.filter';

/** As much of an answer as the filter touches. */
class FakeResponse {
  statusCode = 0;
  headers: Record<string, string> = {};
  body: unknown;
  isDestroyed = false;

  constructor(readonly headersSent: boolean) {}

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  set(headers: Record<string, string>): this {
    this.headers = headers;
    return this;
  }

  json(body: unknown): void {
    this.body = body;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

describe('OpenAiErrorFilter', () => {
  const logged = jest.fn();
  beforeEach(() => logged.mockReset());

  const answerTo = (thrown: unknown, { headersSent = false, path = '/v1/nothing' } = {}): FakeResponse => {
    const response = new FakeResponse(headersSent);
    const request = { method: 'GET', path, gateway: { requestId: 'request-1' } };
    const http = { getRequest: () => request, getResponse: () => response };
    const logger: Pick<LoggerService, 'error'> = { error: logged };
    const host: Pick<ArgumentsHost, 'switchToHttp'> = { switchToHttp: () => http as never };
    new OpenAiErrorFilter(logger as LoggerService).catch(thrown, host as ArgumentsHost);
    return response;
  };

  it("answers a failure with a name in OpenAI's envelope", () => {
    const response = answerTo(new InvalidRequestError('Send messages.', 'messages'));
    expect(response).toMatchObject({
      statusCode: 400,
      body: {
        error: { message: 'Send messages.', type: 'invalid_request_error', param: 'messages', code: 'invalid_request' },
      },
      isDestroyed: false,
    });
    expect(logged).not.toHaveBeenCalled();
  });

  it('sends the headers that belong to the failure', () => {
    expect(answerTo(new TemporarilyUnavailableError('It', 'away')).headers).toEqual({ 'retry-after': '1' });
  });

  it('names an address nobody serves, and shortens it', () => {
    const response = answerTo(new NotFoundException('Cannot GET /v1/nothing'), { path: `/${'x'.repeat(5_000)}` });
    expect(response.statusCode).toBe(404);
    expect(response.body).toMatchObject({
      error: { code: 'unknown_url', message: expect.stringContaining('GET /xxx') as unknown },
    });
    expect(JSON.stringify(response.body).length).toBeLessThan(500);
  });

  it.each([new BadRequestException('Malformed.'), new HttpException('Malformed.', 405)])(
    "answers the framework's refusal %s as one of ours",
    (thrown) => {
      expect(answerTo(thrown)).toMatchObject({
        statusCode: 400,
        body: { error: { message: 'Malformed.', code: 'invalid_request' } },
      });
    },
  );

  it('answers an address that cannot be decoded', () => {
    expect(answerTo(new URIError('URI malformed'))).toMatchObject({
      statusCode: 400,
      body: { error: { code: 'invalid_url' } },
    });
  });

  it.each([new TypeError('secret'), new InternalServerErrorException('secret'), 'secret', undefined, null])(
    'logs the bug %s and tells the caller nothing about it',
    (thrown) => {
      const response = answerTo(thrown);
      expect(response.statusCode).toBe(500);
      expect(response.body).toMatchObject({ error: { code: 'internal_error', type: 'server_error' } });
      expect(JSON.stringify(response.body)).not.toContain('secret');
      expect(logged).toHaveBeenCalledWith(
        { msg: 'Unexpected failure', requestId: 'request-1', err: thrown },
        undefined,
        'Http',
      );
    },
  );

  it('closes the connection of a caller who left, without a word', () => {
    expect(answerTo(new ClientGoneError())).toMatchObject({ isDestroyed: true, body: undefined, statusCode: 0 });
    expect(logged).not.toHaveBeenCalled();
  });

  it('breaks off an answer that has begun', () => {
    expect(answerTo(new InvalidRequestError('late'), { headersSent: true })).toMatchObject({
      isDestroyed: true,
      body: undefined,
    });
  });
});

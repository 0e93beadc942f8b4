import { StringDecoder } from 'node:string_decoder';
import { Pool, errors, type Dispatcher } from 'undici';
import { ClientGoneError } from '@app/common';
import { failureOfAnswer } from '../failures/upstream-failure';
import type { ProviderDescription } from '../spi/provider';
import { brokenStream, malformedAnswer, timedOut, unreachable } from '../spi/upstream-failures';
import { CallLimit } from './call-limit';
import { UpstreamError } from '../spi/upstream.error';

export interface UpstreamLimits {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly idleMs: number;
  /** For a whole answer, however it comes. */
  readonly totalMs: number;
}

export interface UpstreamTarget {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** Sent with every request, the key among them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** One request to a provider. */
export interface Question {
  /** POST when left out. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Relative to the provider's base URL. */
  readonly path: string;
  readonly body?: Buffer | string;
}

const MAX_CONNECTIONS = 1_024;
const KEEP_ALIVE_MS = 30_000;
/** An error answer is read for its message, not for its size. */
const MAX_ERROR_BYTES = 64 * 1024;
/** Images in base64 are the largest honest answers. */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/** The connections to one provider: sockets, time limits, and the error shapes of answers that are none. */
export class UpstreamClient {
  private readonly pool: Pool;
  private readonly basePath: string;
  private readonly headers: Record<string, string>;

  constructor(
    private readonly provider: ProviderDescription,
    private readonly target: UpstreamTarget,
    private readonly limits: UpstreamLimits,
    private readonly maxAnswerBytes = MAX_ANSWER_BYTES,
  ) {
    const url = new URL(target.baseUrl);
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...target.headers,
    };
    this.pool = new Pool(url.origin, {
      connections: MAX_CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connect: { timeout: limits.connectMs, keepAlive: true },
      headersTimeout: limits.firstByteMs,
      // Late by up to a second, for what nobody watches: the bodies of error answers.
      bodyTimeout: limits.idleMs,
    });
  }

  /** Sends a request and reads the whole answer. @throws UpstreamError, ClientGoneError */
  async ask(question: Question, signal: AbortSignal): Promise<Buffer> {
    const limit = new CallLimit(signal, this.limits);
    try {
      return await this.readAll(await this.send(question, limit.signal), limit);
    } finally {
      limit.end();
    }
  }

  /** Sends a request and resolves when the provider has accepted it: the bytes follow as they come. */
  async askForStream(question: Question, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const limit = new CallLimit(signal, this.limits);
    try {
      return this.bytesOf(await this.send(question, limit.signal), limit);
    } catch (error) {
      limit.end();
      throw error;
    }
  }

  /** Closes the connections once what is under way over them has ended. */
  retire(): void {
    void this.pool.close();
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async send({ method = 'POST', path, body }: Question, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let answer: Dispatcher.ResponseData;
    try {
      answer = await this.pool.request({
        method,
        path: `${this.basePath}/${path}`,
        headers: this.headers,
        body: body ?? null,
        signal,
      });
    } catch (error) {
      throw this.explained(error, signal, 'the first byte');
    }
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer;
    const text = await this.readError(answer);
    if (signal.aborted) throw this.explained(undefined, signal, 'more of its answer');
    throw failureOfAnswer(
      this.provider,
      { httpStatus: answer.statusCode, headers: answer.headers, body: text },
      this.target.apiKey,
    );
  }

  private async readAll(answer: Dispatcher.ResponseData, limit: CallLimit): Promise<Buffer> {
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const part of limit.watched(answer.body)) {
        parts.push(part);
        size += part.length;
        if (size > this.maxAnswerBytes)
          throw malformedAnswer(this.provider.id, `sent more than ${this.maxAnswerBytes} bytes`);
      }
    } catch (error) {
      throw this.explained(error, limit.signal, 'more of its answer');
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  private async *bytesOf(answer: Dispatcher.ResponseData, limit: CallLimit): AsyncGenerator<Buffer> {
    try {
      yield* limit.watched(answer.body);
    } catch (error) {
      throw this.explained(error, limit.signal, 'more of its answer');
    } finally {
      limit.end();
    }
  }

  private async readError(answer: Dispatcher.ResponseData): Promise<string> {
    const text = new StringDecoder('utf8');
    let said = '';
    try {
      for await (const part of answer.body as AsyncIterable<Buffer>) {
        said += text.write(part);
        if (said.length > MAX_ERROR_BYTES) break;
      }
    } catch {
      // The status alone already says that the request failed; a body that breaks off adds nothing.
    }
    return said;
  }

  /** A socket's failure as one of ours. */
  private explained(error: unknown, signal: AbortSignal, waitedFor: 'the first byte' | 'more of its answer'): unknown {
    if (signal.aborted)
      return isDeadline(signal) ? timedOut(this.provider.id, waitedFor, error) : new ClientGoneError();
    if (error instanceof errors.ConnectTimeoutError) return timedOut(this.provider.id, 'a connection', error);
    if (error instanceof errors.HeadersTimeoutError) return timedOut(this.provider.id, 'the first byte', error);
    if (error instanceof errors.BodyTimeoutError) return timedOut(this.provider.id, 'more of its answer', error);
    if (error instanceof UpstreamError) return error;
    return waitedFor === 'the first byte'
      ? unreachable(this.provider.id, error)
      : brokenStream(this.provider.id, error);
  }
}

/** Our own time limit ran out (`AbortSignal.timeout`); nobody went away. */
function isDeadline({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

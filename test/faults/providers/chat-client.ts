import { Pool } from 'undici';
import { isRecord } from '@app/common';
import { readEvents, type StreamedAnswer } from '../../support/stream';

/** What a client asks; `say` tells requests apart where the provider sees them. */
export interface Question {
  readonly model: string;
  readonly isStream?: boolean;
  readonly say?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** One answer, read to its end. */
export interface Told {
  readonly status: number;
  /** Of an error, in the answer or at the end of its stream. */
  readonly code: string | undefined;
  readonly requestId: string;
  readonly provider: string | undefined;
  readonly attempts: number;
  readonly retryAfterSeconds: number | undefined;
  /** What a stream said; undefined where the answer was none. */
  readonly stream: Omit<StreamedAnswer, 'status' | 'headers' | 'requestId'> | undefined;
  readonly startedMs: number;
  readonly tookMs: number;
}

const CONNECTIONS = 1_024;
const NOT_ASKED_YET = '/health/live';

/** A client of the gateway with many connections, who notes how long each answer took. */
export class ChatClient {
  private readonly pool: Pool;
  private readonly headers: Record<string, string>;

  constructor(url: string, key: string) {
    this.pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
    this.headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  }

  /** Opens so many connections, so that no later answer has to wait for one. */
  async connect(connections: number): Promise<void> {
    const asking = Array.from({ length: connections }, () => this.pool.request({ method: 'GET', path: NOT_ASKED_YET }));
    await Promise.all(asking.map(async (answer) => (await answer).body.text()));
  }

  async ask(question: Question): Promise<Told> {
    const startedMs = performance.now();
    const { statusCode, headers, body } = await this.send(question);
    const text = await body.text();
    const tookMs = performance.now() - startedMs;
    const stream = question.isStream && statusCode === 200 ? readEvents(text) : undefined;
    const retryAfter = textOf(headers['retry-after']);
    return {
      status: statusCode,
      code: stream ? (stream.error?.code ?? undefined) : codeIn(text),
      requestId: textOf(headers['x-request-id']) ?? '',
      provider: textOf(headers['x-gophergate-provider']),
      attempts: Number(textOf(headers['x-gophergate-attempts']) ?? 0),
      retryAfterSeconds: retryAfter === undefined ? undefined : Number(retryAfter),
      stream,
      startedMs,
      tookMs,
    };
  }

  /** The answer as it begins; its body is left to the caller. */
  send({
    model,
    isStream = false,
    say = 'Say hello to the gopher.',
    fields = {},
  }: Question): ReturnType<Pool['request']> {
    const request = { model, messages: [{ role: 'user', content: say }], ...fields, ...(isStream && { stream: true }) };
    return this.pool.request({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: this.headers,
      body: JSON.stringify(request),
    });
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function codeIn(text: string): string | undefined {
  const body: unknown = JSON.parse(text);
  const error = isRecord(body) ? body['error'] : undefined;
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

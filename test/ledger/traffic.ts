import { Pool } from 'undici';

/** What a client noted of one request that it got to the end of. */
export interface Acknowledged {
  readonly requestId: string;
  /** `x-gophergate-cost`, decimal USD; streams tell it elsewhere. */
  readonly cost: string | undefined;
  /** By `performance.now()`. */
  readonly startedMs: number;
  readonly latencyMs: number;
}

/** A whole answer that says no. */
export interface Refused {
  readonly status: number;
  readonly code: string | undefined;
  readonly startedMs: number;
}

export type Kind = 'json' | 'stream' | 'cancelled';

/** Of ten requests: half in one piece, four streamed, one left by its client. */
const MIX: readonly Kind[] = [
  'json',
  'stream',
  'json',
  'stream',
  'json',
  'cancelled',
  'json',
  'stream',
  'json',
  'stream',
];
const TICK_MS = 5;
/** A gateway that cannot keep up gets no more at once: the machine is what is measured then. */
const MAX_IN_FLIGHT = 1_500;
const CONNECTIONS = 256;
const DONE = 'data: [DONE]\n\n';

const bodyOf = (kind: Kind): string =>
  JSON.stringify({
    model: kind === 'cancelled' ? 'openai/x-paced' : kind === 'stream' ? 'openai/x-short' : 'gpt-4o',
    messages: [{ role: 'user', content: 'What is the capital of France?' }],
    ...(kind === 'json' ? {} : { stream: true }),
  });
const BODIES: Readonly<Record<Kind, string>> = {
  json: bodyOf('json'),
  stream: bodyOf('stream'),
  cancelled: bodyOf('cancelled'),
};

/** Clients that ask at a steady rate, whatever becomes of the answers, and keep their own book. */
export class Traffic {
  readonly acknowledged: Acknowledged[] = [];
  /** Ids of requests whose client left in mid-stream: at most one row each. */
  readonly left: string[] = [];
  sent = 0;
  readonly refused: Refused[] = [];
  /** Cut off by the death of the gateway: nothing is promised for these. */
  unanswered = 0;
  private inFlight = 0;
  private pool: Pool | undefined;
  private timer: NodeJS.Timeout | undefined;
  private due = 0;

  constructor(
    private readonly requestsPerSecond: number,
    private readonly key: string,
    private readonly mix: readonly Kind[] = MIX,
  ) {}

  /** Begins, or goes on with a gateway that was started anew. */
  start(url: string): void {
    this.pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
    let lastMs = performance.now();
    this.timer = setInterval(() => {
      const nowMs = performance.now();
      this.due += ((nowMs - lastMs) / 1_000) * this.requestsPerSecond;
      lastMs = nowMs;
      for (; this.due >= 1; this.due--) if (this.inFlight < MAX_IN_FLIGHT) void this.ask();
    }, TICK_MS);
  }

  /** Asks no more. Requests under way end by themselves, with the gateway or before it. */
  pause(): void {
    clearInterval(this.timer);
  }

  /** Resolves when no request is under way any more. */
  async settled(): Promise<void> {
    while (this.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    await this.pool?.destroy();
  }

  private async ask(): Promise<void> {
    const kind = this.mix[this.sent++ % this.mix.length] ?? 'json';
    this.inFlight++;
    try {
      await this.exchange(kind);
    } catch {
      // The gateway was killed under it; what the client had until then is what counts.
      this.unanswered++;
    } finally {
      this.inFlight--;
    }
  }

  private async exchange(kind: Kind): Promise<void> {
    const { pool } = this;
    if (!pool) return;
    const startedMs = performance.now();
    const answer = await pool.request({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}` },
      body: BODIES[kind],
    });
    const requestId = String(answer.headers['x-request-id']);
    if (kind === 'cancelled') {
      for await (const _ of answer.body) break;
      this.left.push(requestId);
      return;
    }
    const text = await answer.body.text();
    if (answer.statusCode !== 200) {
      this.refused.push({ status: answer.statusCode, code: codeIn(text), startedMs });
      return;
    }
    if (kind === 'stream' && !text.endsWith(DONE)) throw new Error('The stream broke off.');
    const cost = answer.headers['x-gophergate-cost'];
    const latencyMs = performance.now() - startedMs;
    this.acknowledged.push({ requestId, cost: typeof cost === 'string' ? cost : undefined, startedMs, latencyMs });
  }
}

function codeIn(text: string): string | undefined {
  return /"code":\s*"([^"]+)"/.exec(text)?.[1];
}

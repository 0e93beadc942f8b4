import type { ChatClient, Question, Told } from './chat-client';

const TICK_MS = 5;

/** Asks at a steady rate, whatever becomes of the answers. */
export class SteadyLoad {
  readonly answers: Told[] = [];
  sent = 0;
  private readonly asking = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private due = 0;

  constructor(
    private readonly client: ChatClient,
    requestsPerSecond: number,
    private readonly question: Question,
  ) {
    let lastMs = performance.now();
    this.timer = setInterval(() => {
      const nowMs = performance.now();
      this.due += ((nowMs - lastMs) / 1_000) * requestsPerSecond;
      lastMs = nowMs;
      for (; this.due >= 1; this.due--) this.ask();
    }, TICK_MS);
  }

  /** Answers to what was asked in this stretch of time, by `performance.now()`. */
  between(fromMs: number, untilMs: number): Told[] {
    return this.answers.filter(({ startedMs }) => startedMs >= fromMs && startedMs < untilMs);
  }

  /** Asks no more; resolves with the last answer. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.asking);
  }

  private ask(): void {
    this.sent += 1;
    const asked = this.client
      .ask(this.question)
      .then((told) => void this.answers.push(told))
      .finally(() => this.asking.delete(asked));
    this.asking.add(asked);
    // Awaited in `stop`, which tells; until then nobody looks.
    asked.catch(() => undefined);
  }
}

/** So many at once. */
export function allAtOnce(client: ChatClient, count: number, question: Question): Promise<Told[]> {
  return Promise.all(Array.from({ length: count }, () => client.ask(question)));
}

/** One after the other. */
export async function inTurn(client: ChatClient, count: number, question: Question): Promise<Told[]> {
  const answers: Told[] = [];
  while (answers.length < count) answers.push(await client.ask(question));
  return answers;
}

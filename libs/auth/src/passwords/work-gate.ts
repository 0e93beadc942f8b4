import { TemporarilyUnavailableError } from '@app/common';

/** Lets a few pieces of work run at a time; others wait in order, and a crowd is turned away at once. */
export class WorkGate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly what: string,
    private readonly atOnce: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws TemporarilyUnavailableError when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // Whoever is next takes over the place, so nobody can slip in between.
      if (next) next();
      else this.running -= 1;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.maxWaiting) throw new TemporarilyUnavailableError(this.what, 'overloaded');
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }
}

/** Encoded records that wait to be written, and those who wait for that. */
export class HeldRecords {
  private waiting: string[] = [];
  private resolves: (() => void)[] = [];
  chars = 0;

  get count(): number {
    return this.waiting.length;
  }

  push(payload: string, resolve?: () => void): void {
    this.waiting.push(payload);
    this.chars += payload.length;
    if (resolve) this.resolves.push(resolve);
  }

  payloads(): readonly string[] {
    return this.waiting;
  }

  /** Lets go of all payloads; the function it returns answers those who wait. */
  release(): () => void {
    const { resolves } = this;
    this.waiting = [];
    this.resolves = [];
    this.chars = 0;
    return () => {
      for (const resolve of resolves) resolve();
    };
  }

  /** Answers everybody, and keeps the payloads. */
  answer(): void {
    const { resolves } = this;
    this.resolves = [];
    for (const resolve of resolves) resolve();
  }
}

interface Held {
  readonly payload: string;
  /** Of a request that no provider was asked for. */
  readonly isRefusal: boolean;
  /** Tells the one who waits; undefined once that has happened. */
  resolve: (() => void) | undefined;
}

/** Encoded records that wait to be written, and those who wait for that. */
export class HeldRecords {
  private waiting: Held[] = [];
  chars = 0;
  refusals = 0;

  get count(): number {
    return this.waiting.length;
  }

  push(payload: string, isRefusal: boolean, resolve?: () => void): void {
    this.waiting.push({ payload, isRefusal, resolve });
    if (isRefusal) this.refusals += 1;
    this.chars += payload.length;
  }

  /** The oldest, at most so many. */
  payloads(most: number): string[] {
    return (most < this.count ? this.waiting.slice(0, most) : this.waiting).map(({ payload }) => payload);
  }

  /** Lets go of as many; the function it returns answers those who wait for them. */
  release(most: number): () => void {
    const released = this.waiting;
    this.waiting = most < released.length ? released.splice(most) : [];
    for (const { payload, isRefusal } of released) {
      this.chars -= payload.length;
      if (isRefusal) this.refusals -= 1;
    }
    return () => answer(released);
  }

  /** Answers everybody, and keeps the payloads. */
  answer(): void {
    answer(this.waiting);
  }
}

function answer(held: readonly Held[]): void {
  for (const one of held) {
    one.resolve?.();
    one.resolve = undefined;
  }
}

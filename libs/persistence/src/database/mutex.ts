/** Runs pieces of asynchronous work one after the other, in the order they were asked for. */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve();

  /** Work must not wait for other work of the same mutex: it would wait for ever. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    // A failure belongs to the one who asked; whoever is next in line starts all the same.
    this.tail = result.catch(() => undefined);
    return result;
  }
}

/** Tries beyond the first, per request that comes in. */
const SHARE = 0.2;
/** What may be saved up, so that a quiet gateway can turn to another target at all. */
const SAVED = 10;

/**
 * Keeps tries beyond the first to a fifth of the traffic: when all providers fail at once, asking each of them three
 * times as often would keep them down.
 */
export class RetryBudget {
  private saved = SAVED;

  /** A request comes in. */
  earn(): void {
    this.saved = Math.min(SAVED, this.saved + SHARE);
  }

  /** False: there have been too many of late. */
  spend(): boolean {
    if (this.saved < 1) return false;
    this.saved -= 1;
    return true;
  }
}

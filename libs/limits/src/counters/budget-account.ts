import type { BudgetPeriod, ClientBudget } from '@app/contracts';
import type { Spending } from './spending.port';

/** How long a sum from the ledger is gone on with; asked again it forgets what was counted twice, or priced anew since. */
const TRUSTED_MS = 300_000;

/** What one client has spent and may still spend: the ledger's sum, and what has ended or been reserved since. */
export class BudgetAccount {
  private periodStart: number | undefined;
  private period: BudgetPeriod | undefined;
  private ledgerNanoUsd = 0;
  /** All that this process has seen settled, and how much of it the ledger's sum had for certain. */
  private settledNanoUsd = 0;
  private countedNanoUsd = 0;
  private readAtMs = 0;
  private reading: Promise<void> | undefined;
  private reservedNanoUsd = 0;

  constructor(
    private readonly clientId: string,
    private readonly spending: Spending,
  ) {}

  get spent(): number {
    return this.ledgerNanoUsd + this.settledNanoUsd - this.countedNanoUsd;
  }

  get reserved(): number {
    return this.reservedNanoUsd;
  }

  /**
   * Knows the period that `now` lies in. Only the first time does anybody wait for the ledger: later on it is asked
   * beside the requests, and while it is away what is known here is gone on with.
   * @throws when the ledger cannot tell what was spent, the first time
   */
  async open({ period }: ClientBudget, now: number, nowMs: number): Promise<void> {
    const periodStart = startOf(period, now);
    if (this.period !== period) {
      await this.read(period, periodStart, nowMs);
      return;
    }
    if (this.periodStart !== periodStart) this.turnOver(periodStart);
    if (nowMs - this.readAtMs >= TRUSTED_MS) this.read(period, periodStart, nowMs).catch(() => undefined);
  }

  /** A budget is open until it is used up: the last request let in may pass it, and only that one. */
  isOpen({ nanoUsd }: ClientBudget): boolean {
    return this.spent + this.reservedNanoUsd < nanoUsd;
  }

  reserve(nanoUsd: number): void {
    this.reservedNanoUsd += nanoUsd;
  }

  settle(reservedNanoUsd: number, spentNanoUsd: number): void {
    this.reservedNanoUsd -= reservedNanoUsd;
    this.settledNanoUsd += spentNanoUsd;
  }

  /** A new day or month: all that was settled belongs to the old one. */
  private turnOver(periodStart: number): void {
    this.periodStart = periodStart;
    this.ledgerNanoUsd = 0;
    this.countedNanoUsd = this.settledNanoUsd;
    this.readAtMs = -Infinity;
  }

  /** Those who come meanwhile wait for the same answer. */
  private read(period: BudgetPeriod, periodStart: number, nowMs: number): Promise<void> {
    this.reading ??= this.readOnce(period, periodStart, nowMs).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** What ends while the ledger is asked counts twice until the next time: a budget closes early rather than late. */
  private async readOnce(period: BudgetPeriod, periodStart: number, nowMs: number): Promise<void> {
    const countedNanoUsd = this.settledNanoUsd;
    // An attempt that fails is not repeated with every request.
    this.readAtMs = nowMs;
    this.ledgerNanoUsd = await this.spending.since(this.clientId, periodStart);
    this.period = period;
    this.periodStart = periodStart;
    this.countedNanoUsd = countedNanoUsd;
  }
}

/** Days and months are UTC; everything lies in `total`. */
export function startOf(period: BudgetPeriod, now: number): number {
  const date = new Date(now);
  switch (period) {
    case 'day':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    case 'total':
      return 0;
  }
}

/** When the next period begins; undefined where there is none. */
export function endOf(period: BudgetPeriod, now: number): number | undefined {
  const date = new Date(now);
  switch (period) {
    case 'day':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    case 'total':
      return undefined;
  }
}

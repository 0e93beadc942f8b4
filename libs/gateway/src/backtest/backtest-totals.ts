import type { BacktestMove, BacktestReport } from '@app/contracts/admin';

/** Where one request would go, and what its tokens would cost there; null without a price. */
export interface Replayed {
  /** `provider/model`. */
  readonly target: string;
  readonly nanoUsd: number | null;
}

type Move = { -readonly [Key in keyof BacktestMove]: BacktestMove[Key] };
type Sums = Pick<
  BacktestReport,
  'decisions' | 'undecided' | 'asThen' | 'moved' | 'presentNanoUsd' | 'draftNanoUsd' | 'differenceNanoUsd' | 'unpriced'
>;

/** Adds up what differs. */
export class BacktestTotals {
  private readonly moves = new Map<string, Move>();
  private decisions = 0;
  private undecided = 0;
  private asThen = 0;
  private presentNanoUsd = 0;
  private draftNanoUsd = 0;
  private unpriced = 0;

  noteUndecided(): void {
    this.decisions += 1;
    this.undecided += 1;
  }

  /** @param stored where the request went */
  add(stored: string, present: Replayed, draft: Replayed): void {
    this.decisions += 1;
    if (present.target === stored) this.asThen += 1;
    const [before, after] = [present.nanoUsd, draft.nanoUsd];
    const isPriced = before !== null && after !== null;
    if (isPriced) {
      this.presentNanoUsd += before;
      this.draftNanoUsd += after;
    } else this.unpriced += 1;
    if (present.target !== draft.target) this.noteMove(present.target, draft.target, isPriced ? after - before : 0);
  }

  sums(): Sums & Pick<BacktestReport, 'moves'> {
    const { decisions, undecided, asThen, presentNanoUsd, draftNanoUsd, unpriced } = this;
    const moves = [...this.moves.values()].sort((a, b) => b.requests - a.requests);
    const moved = moves.reduce((sum, { requests }) => sum + requests, 0);
    const differenceNanoUsd = draftNanoUsd - presentNanoUsd;
    return { decisions, undecided, asThen, moved, moves, presentNanoUsd, draftNanoUsd, differenceNanoUsd, unpriced };
  }

  private noteMove(from: string, to: string, differenceNanoUsd: number): void {
    const key = `${from} ${to}`;
    const move = this.moves.get(key) ?? { from, to, requests: 0, differenceNanoUsd: 0 };
    this.moves.set(key, move);
    move.requests += 1;
    move.differenceNanoUsd += differenceNanoUsd;
  }
}

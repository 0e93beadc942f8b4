import { Clock, InvalidRequestError } from '@app/common';
import { RecountRepository } from '@app/persistence';
import type { DayRecount } from '@app/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, utcDayAt, utcDayText } from './utc-day';

/** `same`: the roll-ups are what the rows add up to; `repaired`: now they are; `removed`: not all rows are kept, so nothing can be said. */
export type RecountState = 'same' | 'different' | 'repaired' | 'removed';

export interface RecountedDay extends DayRecount {
  /** Such as `2026-11-22`. */
  readonly day: string;
  readonly state: RecountState;
}

export interface RecountRange {
  /** Start of the first day, epoch milliseconds. */
  readonly from: number;
  /** Start of the last day, which is counted too. */
  readonly to: number;
  /** Write the roll-ups of days that differ anew. */
  readonly isRepairing?: boolean;
}

/** Proves, day by day, that the roll-ups say what the rows of the ledger say. */
@Injectable()
export class RecountService {
  constructor(
    private readonly repository: RecountRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One closed UTC day after another: what is handed out is done, however long the range. */
  async *recount({ from, to, isRepairing = false }: RecountRange): AsyncGenerator<RecountedDay> {
    if (from > to) throw new InvalidRequestError('The first day of the range lies after its last.');
    if (to >= utcDayAt(this.clock.now())) {
      throw new InvalidRequestError(`${utcDayText(to)} is not over yet in UTC; only days that are can be recounted.`);
    }
    for (let day = utcDayAt(from); day <= to; day += DAY_MS) {
      yield { day: utcDayText(day), ...(await this.recountDay(day, isRepairing)) };
    }
  }

  private async recountDay(day: number, isRepairing: boolean): Promise<Omit<RecountedDay, 'day'>> {
    const found = await this.repository.recountDay(day);
    if (found === undefined) return { state: 'removed', requests: 0, differing: 0, differences: [] };
    if (found.differing === 0) return { state: 'same', ...found };
    const isRewritten = isRepairing && (await this.repository.rewriteDay(day));
    // Seen, not believed: what was rewritten is compared once more.
    const isRepaired = isRewritten && (await this.repository.recountDay(day))?.differing === 0;
    return { state: isRepaired ? 'repaired' : 'different', ...found };
  }
}

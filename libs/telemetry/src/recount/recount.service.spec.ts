import { InvalidRequestError } from '@app/common';
import type { DayRecount, RecountRepository } from '@app/persistence';
import { RecountService } from './recount.service';
import type { RecountedDay, RecountRange } from './recount.service';
import { utcDayOf, utcDayText } from './utc-day';

const day = (text: string): number => utcDayOf(text) ?? NaN;
const found = (differing: number): DayRecount => ({ requests: 10, differing, differences: [] });

/** Days with what a recount finds on them, and what it finds after a repair. */
class FakeRecounts implements Pick<RecountRepository, 'recountDay' | 'rewriteDay'> {
  readonly rewritten: string[] = [];

  constructor(
    private readonly days: Readonly<Record<string, number | 'removed'>>,
    private readonly afterRepair = 0,
  ) {}

  async recountDay(start: number): Promise<DayRecount | undefined> {
    const text = utcDayText(start);
    const differing = this.rewritten.includes(text) ? this.afterRepair : (this.days[text] ?? 0);
    return differing === 'removed' ? undefined : found(differing);
  }

  async rewriteDay(start: number): Promise<boolean> {
    this.rewritten.push(utcDayText(start));
    return true;
  }
}

describe('RecountService', () => {
  const clock = { now: () => Date.parse('2026-11-22T10:00:00Z'), monotonicMs: () => 0 };
  const recount = async (repository: FakeRecounts, range: RecountRange): Promise<RecountedDay[]> => {
    const days: RecountedDay[] = [];
    // The service asks for nothing else.
    const service = new RecountService(repository as Partial<RecountRepository> as RecountRepository, clock);
    for await (const recounted of service.recount(range)) days.push(recounted);
    return days;
  };
  const range = (from: string, to: string, isRepairing = false): RecountRange => ({
    from: day(from),
    to: day(to),
    isRepairing,
  });

  it('recounts each day of the range, both ends included', async () => {
    const days = await recount(
      new FakeRecounts({ '2026-11-19': 3, '2026-11-20': 'removed' }),
      range('2026-11-19', '2026-11-21'),
    );
    expect(days).toEqual([
      { day: '2026-11-19', state: 'different', ...found(3) },
      { day: '2026-11-20', state: 'removed', requests: 0, differing: 0, differences: [] },
      { day: '2026-11-21', state: 'same', ...found(0) },
    ]);
  });

  it('repairs nothing unasked', async () => {
    const repository = new FakeRecounts({ '2026-11-19': 3 });
    await recount(repository, range('2026-11-19', '2026-11-19'));
    expect(repository.rewritten).toEqual([]);
  });

  it('repairs the days that differ, and no other', async () => {
    const repository = new FakeRecounts({ '2026-11-19': 3, '2026-11-20': 'removed' });
    const days = await recount(repository, range('2026-11-18', '2026-11-21', true));
    expect(repository.rewritten).toEqual(['2026-11-19']);
    expect(days.map(({ state, differing }) => [state, differing])).toEqual([
      ['same', 0],
      ['repaired', 3],
      ['removed', 0],
      ['same', 0],
    ]);
  });

  it('does not call repaired what still differs', async () => {
    const days = await recount(new FakeRecounts({ '2026-11-19': 3 }, 1), range('2026-11-19', '2026-11-19', true));
    expect(days.map(({ state }) => state)).toEqual(['different']);
  });

  it('takes the day that has just ended', async () => {
    await expect(recount(new FakeRecounts({}), range('2026-11-21', '2026-11-21'))).resolves.toHaveLength(1);
  });

  it.each([
    ['that has not ended', '2026-11-22', '2026-11-22', '2026-11-22 is not over yet'],
    ['to come', '2026-11-20', '2026-11-30', '2026-11-30 is not over yet'],
    ['before the first', '2026-11-20', '2026-11-19', 'lies after its last'],
  ])('refuses a last day %s', async (_, from, to, message) => {
    const recounting = recount(new FakeRecounts({}), range(from, to));
    await expect(recounting).rejects.toThrow(message);
    await expect(recounting).rejects.toBeInstanceOf(InvalidRequestError);
  });
});

import type { PriceWindow } from '@app/contracts';
import { isWithin, weeklyWindowOf } from './weekly-window';

const windowOf = (window: Extract<PriceWindow, { kind: 'utc_windows' }>) => weeklyWindowOf(window, {});

const peak = windowOf({
  kind: 'utc_windows',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  windows: [
    ['01:00', '04:00'],
    ['06:00', '10:00'],
  ],
  excludes: null,
  clock: null,
});

const isPeak = (instant: string, offsetMs = 0) => isWithin(peak, Date.parse(instant) + offsetMs);

describe('isWithin', () => {
  it.each([
    ['2026-11-23T01:00:00Z', 'Monday'],
    ['2026-11-24T06:00:00Z', 'Tuesday'],
    ['2026-11-25T01:00:00Z', 'Wednesday'],
    ['2026-11-26T06:00:00Z', 'Thursday'],
    ['2026-11-27T01:00:00Z', 'Friday'],
  ])('starts at %s (%s) and not a millisecond earlier', (start) => {
    expect(isPeak(start, -1)).toBe(false);
    expect(isPeak(start)).toBe(true);
  });

  it.each(['2026-11-23T04:00:00Z', '2026-11-27T10:00:00Z'])('ends before %s', (end) => {
    expect(isPeak(end, -1)).toBe(true);
    expect(isPeak(end)).toBe(false);
  });

  it.each(['2026-11-22T01:00:00Z', '2026-11-21T06:00:00Z', '2026-11-22T07:30:00Z'])(
    'rests on the weekend: %s',
    (at) => {
      expect(isPeak(at)).toBe(false);
    },
  );

  it('is outside between the windows and at midnight', () => {
    expect(isPeak('2026-11-24T05:00:00Z')).toBe(false);
    expect(isPeak('2026-11-24T00:00:00Z')).toBe(false);
    expect(isPeak('2026-11-24T23:59:59Z')).toBe(false);
  });

  it('reaches the end of a day and not the next', () => {
    const late = windowOf({
      kind: 'utc_windows',
      days: ['sun'],
      windows: [['22:30', '24:00']],
      excludes: null,
      clock: null,
    });
    const midnight = Date.parse('2026-11-23T00:00:00Z');
    expect(isWithin(late, midnight - 1)).toBe(true);
    expect(isWithin(late, midnight)).toBe(false);
    expect(isWithin(late, Date.parse('2026-11-22T22:30:00Z'))).toBe(true);
    expect(isWithin(late, Date.parse('2026-11-22T22:29:59Z'))).toBe(false);
  });

  it('agrees with the calendar for every hour of two years, before 1970 too', () => {
    const differences: string[] = [];
    for (const start of ['1968-01-01T00:30:00Z', '2026-01-01T00:30:00Z']) {
      for (let hour = 0; hour < 2 * 366 * 24; hour++) {
        const at = new Date(Date.parse(start) + hour * 3_600_000);
        const isWorkday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
        const expected = isWorkday && [1, 2, 3, 6, 7, 8, 9].includes(at.getUTCHours());
        if (isWithin(peak, at.getTime()) !== expected) differences.push(at.toISOString());
      }
    }
    expect(differences).toEqual([]);
  });
});

import { utcDayAt, utcDayOf, utcDayText } from './utc-day';

describe('utcDayOf', () => {
  it.each(['2026-11-22', '2028-02-29', '1970-01-01'])('reads %s, and writes it again', (text) => {
    const start = utcDayOf(text);
    expect(start).toBe(Date.parse(`${text}T00:00:00.000Z`));
    expect(utcDayText(start ?? -1)).toBe(text);
  });

  it.each(['', 'x', '2026-11-2', '22.11.2026', '2026-02-30', '2026-13-01', '2026-11-22T00:00:00Z', ' 2026-11-22'])(
    'does not take %p for a day',
    (text) => {
      expect(utcDayOf(text)).toBeUndefined();
    },
  );
});

describe('utcDayAt', () => {
  it.each(['2026-11-22T00:00:00.000Z', '2026-11-22T12:30:00.000Z', '2026-11-22T23:59:59.999Z'])(
    'finds the day of %s',
    (time) => {
      expect(utcDayText(utcDayAt(Date.parse(time)))).toBe('2026-11-22');
    },
  );
});

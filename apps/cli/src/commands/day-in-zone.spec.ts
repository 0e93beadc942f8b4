import { dayEndIn, dayStartIn } from './day-in-zone';

describe('a day in a zone', () => {
  it.each([
    ['UTC', '2026-11-22', '2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['Asia/Kolkata', '2026-11-22', '2026-11-21T18:30:00Z', '2026-11-22T18:30:00Z'],
    ['America/New_York', '2026-11-22', '2026-11-22T05:00:00Z', '2026-11-23T05:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00Z', '2026-11-22T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-11-22', '2026-11-22T11:00:00Z', '2026-11-23T11:00:00Z'],
    // The clocks are put back: 25 hours.
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ])('of %s', (zone, day, start, end) => {
    expect(new Date(dayStartIn('--from', day, zone))).toEqual(new Date(start));
    expect(new Date(dayEndIn('--to', day, zone))).toEqual(new Date(end));
  });

  it.each(['2026-02-30', '2026-11-22T00:00:00Z', 'today', ''])('is not %j', (text) => {
    expect(() => dayStartIn('--from', text, 'UTC')).toThrow(/^--from takes a day such as/);
  });

  it('needs a zone that there is', () => {
    expect(() => dayEndIn('--to', '2026-11-22', 'Moon')).toThrow('"Moon" is no time zone');
  });
});

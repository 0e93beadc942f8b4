import { InvalidRequestError } from '@app/common';
import { LocalTimes } from './local-times';

describe('LocalTimes', () => {
  it.each([
    ['UTC', '2026-11-22T10:00:00.001Z', '2026-11-22T10:00:00.001+00:00'],
    ['Asia/Kolkata', '2026-11-22T20:00:00.000Z', '2026-11-23T01:30:00.000+05:30'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00.000Z', '2027-01-01T00:00:00.000+05:45'],
    ['America/New_York', '2026-01-01T04:59:59.999Z', '2025-12-31T23:59:59.999-05:00'],
    ['America/St_Johns', '2026-01-01T00:00:00.000Z', '2025-12-31T20:30:00.000-03:30'],
    ['Pacific/Chatham', '2026-01-01T00:00:00.000Z', '2026-01-01T13:45:00.000+13:45'],
    ['+05:30', '2026-11-22T10:00:00.000Z', '2026-11-22T15:30:00.000+05:30'],
    // The hour that comes twice is told apart by its offset, and the one that is left out does not come.
    ['Europe/Berlin', '2026-10-25T00:59:59.000Z', '2026-10-25T02:59:59.000+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000+01:00'],
    ['Europe/Berlin', '2026-03-29T00:59:59.000Z', '2026-03-29T01:59:59.000+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000+02:00'],
  ])('in %s %s is %s', (zone, instant, local) => {
    const text = new LocalTimes(zone).textOf(Date.parse(instant));
    expect(text).toBe(local);
    expect(new Date(text).toISOString()).toBe(instant);
  });

  it.each(['', 'Mars/Olympus', 'Europe/Berlin; --', '=1+1'])('knows no zone "%s"', (zone) => {
    expect(() => new LocalTimes(zone)).toThrow(InvalidRequestError);
  });
});

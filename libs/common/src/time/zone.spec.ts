import { isTimeZone, offsetAt, startOfZoned, zonedBuckets, type CalendarUnit } from './zone';

const at = (text: string): number => Date.parse(text);
const texts = (instants: readonly number[]): string[] => instants.map((instant) => new Date(instant).toISOString());
const HOUR_MS = 3_600_000;

describe('time zones', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Argentina/Ushuaia'])('%s is one', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  it.each(['', 'Berlin', 'Mars/Olympus', '../etc/passwd', 'UTC; DROP TABLE'])('%j is none', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });

  it.each([
    ['UTC', '2026-06-01T00:00:00Z', 0],
    ['Asia/Kolkata', '2026-06-01T00:00:00Z', 5.5],
    ['Asia/Kathmandu', '2026-06-01T00:00:00Z', 5.75],
    ['America/New_York', '2026-01-15T00:00:00Z', -5],
    ['America/New_York', '2026-07-15T00:00:00Z', -4],
    ['Pacific/Chatham', '2026-01-15T00:00:00Z', 13.75],
  ])('%s at %s is %d hours ahead', (zone, instant, hours) => {
    expect(offsetAt(at(instant), zone)).toBe(hours * HOUR_MS);
  });
});

describe('the start of', () => {
  it.each<[CalendarUnit, string, string, string]>([
    ['day', 'UTC', '2026-11-22T15:04:05Z', '2026-11-22T00:00:00.000Z'],
    ['day', 'Asia/Kolkata', '2026-11-22T15:04:05Z', '2026-11-21T18:30:00.000Z'],
    ['day', 'Asia/Kathmandu', '2026-11-22T18:14:59Z', '2026-11-21T18:15:00.000Z'],
    ['day', 'Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-22T18:15:00.000Z'],
    ['hour', 'Asia/Kolkata', '2026-11-22T15:04:05Z', '2026-11-22T14:30:00.000Z'],
    ['month', 'America/New_York', '2026-03-20T00:00:00Z', '2026-03-01T05:00:00.000Z'],
    ['month', 'America/New_York', '2026-04-01T03:59:59Z', '2026-03-01T05:00:00.000Z'],
    // Clocks are put forward and back.
    ['day', 'America/New_York', '2026-03-08T20:00:00Z', '2026-03-08T05:00:00.000Z'],
    ['day', 'America/New_York', '2026-11-01T20:00:00Z', '2026-11-01T04:00:00.000Z'],
    ['day', 'Australia/Lord_Howe', '2026-10-04T10:00:00Z', '2026-10-03T13:30:00.000Z'],
    // Chile puts its clocks forward at midnight: the day begins at one o'clock.
    ['day', 'America/Santiago', '2026-09-06T15:00:00Z', '2026-09-06T04:00:00.000Z'],
  ])('a %s in %s', (unit, zone, instant, start) => {
    expect(texts([startOfZoned(unit, at(instant), zone)])).toEqual([start]);
  });
});

describe('buckets', () => {
  it('of a day with 23, 25 and 24.5 hours are one each', () => {
    const lengths = (zone: string, from: string, to: string): number[] => {
      const starts = zonedBuckets(at(from), at(to), 'day', zone);
      return starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / HOUR_MS);
    };
    expect(lengths('America/New_York', '2026-03-07T12:00:00Z', '2026-03-10T12:00:00Z')).toEqual([24, 23, 24]);
    expect(lengths('America/New_York', '2026-10-31T12:00:00Z', '2026-11-03T12:00:00Z')).toEqual([24, 25, 24]);
    expect(lengths('Australia/Lord_Howe', '2026-04-04T00:00:00Z', '2026-04-06T00:00:00Z')).toEqual([24, 24.5]);
    expect(lengths('America/Santiago', '2026-09-05T12:00:00Z', '2026-09-08T12:00:00Z')).toEqual([24, 23, 24]);
  });

  it.each([
    'UTC',
    'America/New_York',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Pacific/Apia',
    'Africa/Casablanca',
  ])('in %s follow each other without a gap, each the start of itself, for two years', (zone) => {
    for (const unit of ['day', 'month'] as const) {
      const starts = zonedBuckets(at('2025-01-10T00:00:00Z'), at('2027-01-10T00:00:00Z'), unit, zone);
      expect(starts.length).toBeGreaterThanOrEqual(unit === 'day' ? 730 : 24);
      starts.forEach((start, index) => {
        expect(startOfZoned(unit, start, zone)).toBe(start);
        const next = starts[index + 1];
        if (next !== undefined) expect(startOfZoned(unit, next - 1, zone)).toBe(start);
      });
    }
  });

  it('of an hour that is lived through twice are two', () => {
    expect(
      texts(zonedBuckets(at('2026-11-01T05:00:00Z'), at('2026-11-01T07:30:00Z'), 'hour', 'America/New_York')),
    ).toEqual(['2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z', '2026-11-01T07:00:00.000Z']);
  });

  it('of hours in a zone with half hours begin at its own full hours', () => {
    expect(texts(zonedBuckets(at('2026-11-22T10:00:00Z'), at('2026-11-22T12:00:00Z'), 'hour', 'Asia/Kolkata'))).toEqual(
      ['2026-11-22T09:30:00.000Z', '2026-11-22T10:30:00.000Z', '2026-11-22T11:30:00.000Z'],
    );
  });
});

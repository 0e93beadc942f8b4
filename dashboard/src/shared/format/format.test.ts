import { exactUsd, usd, usdPerMillion } from './money';
import { milliseconds, percent, short, whole } from './numbers';
import { dateTime, day, fromNow, timeOfDay } from './time';
import { momentOf, offsetAt, startOfMonth } from './zone';

it.each([
  [0, '$0.00', '$0.00'],
  [1, '< $0.000001', '$0.000000001'],
  [999, '< $0.000001', '$0.000000999'],
  [-999, '> −$0.000001', '−$0.000000999'],
  [1_000, '$0.000001', '$0.000001'],
  [2_150, '$0.000002', '$0.00000215'],
  [123_456_789, '$0.1235', '$0.123456789'],
  [1_500_000_000, '$1.50', '$1.50'],
  [-1_500_000_000, '−$1.50', '−$1.50'],
  [1_234_567_890_123, '$1,234.57', '$1234.567890123'],
])('%d nano-USD are %s, exactly %s', (nanoUsd, shown, exact) => {
  expect(usd(nanoUsd)).toBe(shown);
  expect(exactUsd(nanoUsd)).toBe(exact);
});

it.each([
  [200_000, '$0.20'],
  [15_000_000, '$15.00'],
  [5_000, '$0.005'],
  [1, '$0.000001'],
])('%d pico-USD a token are %s a million', (pico, text) => {
  expect(usdPerMillion(pico)).toBe(text);
});

it.each([
  [9_999, '9,999', '9,999'],
  [12_345, '12.3K', '12,345'],
  [4_200_000, '4.2M', '4,200,000'],
])('%d is %s on a card, %s in a table', (value, card, table) => {
  expect(short(value)).toBe(card);
  expect(whole(value)).toBe(table);
});

it('writes shares and durations', () => {
  expect([percent(0), percent(0.1234), percent(1)]).toEqual(['0%', '12.3%', '100%']);
  expect([milliseconds(null), milliseconds(0.4), milliseconds(9_999), milliseconds(10_940)]).toEqual([
    ...['–', '0 ms', '9,999 ms', '10.9 s'],
  ]);
});

const AT = Date.UTC(2026, 10, 23, 18, 20, 5);

it.each([
  ['UTC', '2026-11-23 18:20:05'],
  ['Asia/Kathmandu', '2026-11-24 00:05:05'],
  ['America/New_York', '2026-11-23 13:20:05'],
])('in %s it is %s', (zone, text) => {
  expect(dateTime(AT, zone)).toBe(text);
  expect(`${day(AT, zone)} ${timeOfDay(AT, zone)}`).toBe(text);
});

it.each([
  [0, 'now'],
  [-4_000, '4 seconds ago'],
  [-59_999, '59 seconds ago'],
  [-3 * 60_000, '3 minutes ago'],
  [2 * 86_400_000, 'in 2 days'],
  [-86_400_000, 'yesterday'],
])('%d ms away is %s', (distance, text) => {
  expect(fromNow(AT + distance, AT)).toBe(text);
});

describe('a zone', () => {
  it.each([
    ['UTC', 0],
    ['Asia/Kolkata', 5.5],
    ['Asia/Kathmandu', 5.75],
    ['America/New_York', -5],
    ['Australia/Lord_Howe', 11],
  ])('%s is %d hours ahead in November', (zone, hours) => {
    expect(offsetAt(AT, zone)).toBe(hours * 3_600_000);
  });

  // Of the zones' calendars: clocks go back at 2:00 on 2026-11-01 in New York, forward at 2:00 on 2026-03-29 in Berlin.
  it.each([
    ['the usual', momentOf('Europe/Berlin', 2026, 5, 1, 9), Date.UTC(2026, 5, 1, 7)],
    ['an hour that comes twice', momentOf('America/New_York', 2026, 10, 1, 1, 30), Date.UTC(2026, 10, 1, 5, 30)],
    ['after it', momentOf('America/New_York', 2026, 10, 1, 2), Date.UTC(2026, 10, 1, 7)],
    ['an hour that is left out', momentOf('Europe/Berlin', 2026, 2, 29, 2, 30), Date.UTC(2026, 2, 29, 1, 30)],
    [
      'a month that begins there before it does here',
      startOfMonth(Date.UTC(2026, 9, 31, 20), 'Asia/Kathmandu', 0),
      Date.UTC(2026, 9, 31, 18, 15),
    ],
    ['the month before', startOfMonth(AT, 'America/New_York', -1), Date.UTC(2026, 9, 1, 4)],
    ['a day that begins at one', momentOf('America/Santiago', 2026, 8, 6), Date.UTC(2026, 8, 6, 4)],
    ['December of the year before', startOfMonth(Date.UTC(2026, 0, 15), 'UTC', -1), Date.UTC(2025, 11, 1)],
  ])('knows %s', (_, moment, expected) => {
    expect(new Date(moment).toISOString()).toBe(new Date(expected).toISOString());
  });
});

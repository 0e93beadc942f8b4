import { InvalidCatalogError } from '../invalid-catalog.error';
import bundled from './bundled-holidays.json';
import { BUNDLED_HOLIDAYS, mergedHolidays, readHolidays } from './holidays';

describe('readHolidays', () => {
  it('returns what is listed', () => {
    const calendars = { ours: { '2026': ['2026-05-01', '2026-12-25'], '2027': [] } };
    expect(readHolidays(calendars, 'here')).toEqual(calendars);
  });

  it.each([
    ['no calendars', 'soon', 'here: content: '],
    ['no years', { ours: ['2026-05-01'] }, 'ours: '],
    ['a year that is none', { ours: { soon: [] } }, 'ours.soon: '],
    ['a day that does not exist', { ours: { '2026': ['2026-02-30'] } }, 'ours.2026[0]: '],
    ['a moment', { ours: { '2026': ['2026-05-01T00:00:00Z'] } }, 'ours.2026[0]: '],
    ['a day of another year', { ours: { '2026': ['2027-01-01'] } }, 'ours.2026: 2027-01-01 is of another year'],
  ])('refuses %s', (_what, raw, message) => {
    expect(() => readHolidays(raw, 'here')).toThrow(InvalidCatalogError);
    expect(() => readHolidays(raw, 'here')).toThrow(message);
  });
});

describe('mergedHolidays', () => {
  const known = { ours: { '2026': ['2026-05-01'], '2027': ['2027-05-01'] }, other: { '2026': [] } };

  it.each([
    ['nothing', {}, known],
    ['a year more', { ours: { '2028': [] } }, { ...known, ours: { ...known.ours, '2028': [] } }],
    ['a year in place of a known one', { ours: { '2026': [] } }, { ...known, ours: { ...known.ours, '2026': [] } }],
    ['a calendar more', { theirs: { '2026': [] } }, { ...known, theirs: { '2026': [] } }],
  ])('lays %s over what is known', (_what, own, expected) => {
    expect(mergedHolidays(known, own)).toEqual(expected);
  });
});

describe('the bundled holidays', () => {
  it('name the source of every year', () => {
    const yearsOf = (calendars: object) =>
      Object.entries(calendars).map(([name, years]) => [name, Object.keys(years as object)]);
    expect(yearsOf(bundled.calendars)).toEqual(yearsOf(bundled.sources));
  });

  it('are the 33 days off of the notice for 2026, 19 of them weekdays', () => {
    const days = BUNDLED_HOLIDAYS['Chinese public holidays']?.['2026'] ?? [];
    const onWeekdays = days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
    expect([days.length, new Set(days).size, onWeekdays.length]).toEqual([33, 33, 19]);
  });
});

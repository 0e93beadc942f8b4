import { z } from 'zod';
import type { HolidayCalendars } from '@app/contracts';
import { problemsOf } from '../facts/problems-of';
import { InvalidCatalogError } from '../invalid-catalog.error';
import bundled from './bundled-holidays.json';

const YEAR = /^\d{4}$/;

const calendars = z.record(
  z.string().min(1),
  z.record(z.string().regex(YEAR), z.array(z.iso.date())).superRefine((years, context) => {
    for (const [year, dates] of Object.entries(years)) {
      const stray = dates.find((date) => !date.startsWith(year));
      if (stray !== undefined)
        context.addIssue({ code: 'custom', path: [year], message: `${stray} is of another year` });
    }
  }),
);

/** Checks calendars that come from outside; `where` names them in the error. */
export function readHolidays(raw: unknown, where: string): HolidayCalendars {
  const read = calendars.safeParse(raw);
  if (!read.success) throw new InvalidCatalogError(`${where}: ${problemsOf(read.error)}`);
  return read.data;
}

/** Those of which we know the source; it stands in the file. */
export const BUNDLED_HOLIDAYS: HolidayCalendars = readHolidays(bundled.calendars, 'bundled-holidays.json');

/** `own` replaces a calendar year by year: a year that it lists is taken whole. */
export function mergedHolidays(known: HolidayCalendars, own: HolidayCalendars): HolidayCalendars {
  const merged: Record<string, HolidayCalendars[string]> = { ...known };
  for (const [calendar, years] of Object.entries(own)) merged[calendar] = { ...known[calendar], ...years };
  return merged;
}

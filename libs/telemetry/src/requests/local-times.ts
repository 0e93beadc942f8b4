import { InvalidRequestError } from '@app/common';

const MINUTE_MS = 60_000;
const OFFSET = /^GMT(?:([+-])(\d\d):(\d\d))?/;

/** Writes moments as clocks of a time zone show them, with the offset, e.g. `2026-11-22T15:30:00.000+05:30`. */
export class LocalTimes {
  private readonly format: Intl.DateTimeFormat;

  /** @throws InvalidRequestError for a zone that nobody knows. */
  constructor(readonly zone: string) {
    try {
      this.format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch (error) {
      const message = `"${zone}" is no time zone; write one as Europe/Berlin or UTC.`;
      throw new InvalidRequestError(message, 'zone', 'invalid_request', { cause: error });
    }
  }

  textOf(atMs: number): string {
    const name = this.format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '00', minutes = '00'] = OFFSET.exec(name) ?? [];
    const offsetMs = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
    const local = new Date(sign === '-' ? atMs - offsetMs : atMs + offsetMs);
    return `${local.toISOString().slice(0, -1)}${sign}${hours}:${minutes}`;
  }
}

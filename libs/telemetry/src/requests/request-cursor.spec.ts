import { InvalidRequestError, uuidV7 } from '@app/common';
import type { RequestFilter } from '@app/contracts';
import { cursorText, placeOf } from './request-cursor';

const place = { before: uuidV7(1_795_132_800_000), from: 1_795_100_000_000 };
const filter: RequestFilter = { clientId: 'c', outcome: 'failed', isStream: false };
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('is opaque, and leads back to its place', () => {
    const cursor = cursorText(place, filter);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(placeOf(cursor, filter)).toEqual(place);
  });

  it.each<[string, RequestFilter]>([
    ['another order', { isStream: false, outcome: 'failed', clientId: 'c' }],
    ['names without a value', { ...filter, errorCode: undefined, from: undefined }],
  ])('does not mind %s', (_, same) => {
    expect(placeOf(cursorText(place, filter), same)).toEqual(place);
  });

  it.each<[string, RequestFilter]>([
    ['one more', { ...filter, statusClass: 4 }],
    ['one less', { clientId: 'c', outcome: 'failed' }],
    ['another value', { ...filter, isStream: true }],
    ['a value in another place', { ...filter, clientId: undefined, providerId: 'c' }],
    ['a range', { ...filter, from: place.from }],
    ['none', {}],
  ])('is refused for other filters: %s', (_, other) => {
    expect(() => placeOf(cursorText(place, filter), other)).toThrow(/other filters/);
  });

  const good = Buffer.from(cursorText(place, filter), 'base64url').toString();
  it.each([
    ['nothing', ''],
    ['no base64url', '\u{1F9A6}'],
    ['a word', encoded('cursor')],
    ['an id alone', encoded(place.before)],
    ['no id', encoded(good.replace(place.before, 'x'.repeat(36)))],
    ['a statement for an id', encoded(good.replace(place.before, "' OR 1=1 --"))],
    ['no hash', encoded(good.slice(0, -16))],
    ['a beginning beyond all numbers', encoded(good.replace(String(place.from), '9'.repeat(16)))],
    ['a beginning before all time', encoded(good.replace(String(place.from), '-5'))],
    ['something behind it', encoded(`${good} more`)],
    ['a line before it', encoded(`\n${good}`)],
  ])('is refused when it is garbage: %s', (_, cursor) => {
    expect(() => placeOf(cursor, filter)).toThrow(InvalidRequestError);
    expect(() => placeOf(cursor, filter)).toThrow(/none that a list/);
  });
});

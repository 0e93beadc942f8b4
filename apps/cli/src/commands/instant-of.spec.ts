import { InvalidRequestError } from '@app/common';
import { instantOf } from './instant-of';

describe('instantOf', () => {
  it.each([
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:30Z', '2026-11-01T08:30:00.000Z'],
    ['2026-11-01T08:30:15Z', '2026-11-01T08:30:15.000Z'],
    ['2026-11-01T08:30:15.25Z', '2026-11-01T08:30:15.250Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(new Date(instantOf('--from', text)).toISOString()).toBe(instant);
  });

  it.each(['', 'yesterday', '2026', '2026-11', '2026-13-01', '2026-02-30', '2026-02-30T08:00Z', '2026-11-01T25:00Z'])(
    'refuses "%s", naming the option',
    (text) => {
      expect(() => instantOf('--from', text)).toThrow(InvalidRequestError);
      expect(() => instantOf('--from', text)).toThrow(/^--from takes/);
    },
  );

  // Times of day without a zone would be those of the machine.
  it.each(['2026-11-01T08:00', '2026-11-01T08:00:00+01:00'])('knows no other zone: %s', (text) => {
    expect(() => instantOf('--to', text)).toThrow(/in UTC/);
  });
});

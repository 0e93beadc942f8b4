import { coveredRange, spansOf } from './usage-spans';

const at = (text: string): number => Date.parse(`${text}Z`);
const shown = (from: string, to: string): string[] =>
  spansOf({ from: at(from), to: at(to) }).map(
    (span) =>
      `${span.grain} ${new Date(span.from).toISOString().slice(5, 16)} ${new Date(span.to).toISOString().slice(5, 16)}`,
  );
const WIDTH = { quarter: 900_000, hour: 3_600_000, day: 86_400_000 };

describe('spansOf', () => {
  it.each([
    ['a quarter', '2026-11-22T10:15', '2026-11-22T10:30', ['quarter 11-22T10:15 11-22T10:30']],
    ['a day of UTC', '2026-11-22T00:00', '2026-11-23T00:00', ['day 11-22T00:00 11-23T00:00']],
    [
      'a day of Kathmandu',
      '2026-11-21T18:15',
      '2026-11-22T18:15',
      ['quarter 11-21T18:15 11-21T19:00', 'hour 11-21T19:00 11-22T18:00', 'quarter 11-22T18:00 11-22T18:15'],
    ],
    [
      'a week of New York',
      '2026-11-01T04:00',
      '2026-11-08T05:00',
      ['hour 11-01T04:00 11-02T00:00', 'day 11-02T00:00 11-08T00:00', 'hour 11-08T00:00 11-08T05:00'],
    ],
    ['nothing', '2026-11-01T04:00', '2026-11-01T04:00', []],
  ])('of %s', (_, from, to, spans) => {
    expect(shown(from, to)).toEqual(spans);
  });

  it('cover every quarter once, whatever the range', () => {
    const origin = at('2026-11-20T00:00');
    for (let from = 0; from < 100; from += 3) {
      for (let length = 0; length < 500; length += 7) {
        const range = { from: origin + from * WIDTH.quarter, to: origin + (from + length) * WIDTH.quarter };
        let next = range.from;
        for (const span of spansOf(range)) {
          expect(span.from).toBe(next);
          expect(span.from % WIDTH[span.grain]).toBe(0);
          expect(span.to % WIDTH[span.grain]).toBe(0);
          next = span.to;
        }
        expect(next).toBe(range.to);
      }
    }
  });
});

describe('coveredRange', () => {
  it('is widened to quarters', () => {
    expect(coveredRange(at('2026-11-22T10:16'), at('2026-11-22T10:31'), 0)).toEqual({
      from: at('2026-11-22T10:15'),
      to: at('2026-11-22T10:45'),
      isWidenedToDays: false,
    });
  });

  it('is widened to UTC days where only those are kept', () => {
    const since = at('2026-11-10T00:00');
    expect(coveredRange(at('2026-11-01T18:15'), at('2026-11-22T18:15'), since)).toEqual({
      from: at('2026-11-01T00:00'),
      to: at('2026-11-22T18:15'),
      isWidenedToDays: true,
    });
  });
});

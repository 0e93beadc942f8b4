import { csvOf, ndjsonOf } from './export-text';

type Row = Readonly<Record<'name' | 'cost' | 'at', string | number | null>>;
const columns = [
  { id: 'name', header: 'Name', value: ({ name }: Row) => name },
  { id: 'costUsd', header: 'Cost', value: ({ cost }: Row) => cost },
  { id: 'at', header: 'Time', isMoment: true as const, value: ({ at }: Row) => at },
];
const row = (name: string | null, cost: number | null = 1, at: number | null = 0): Row => ({ name, cost, at });
const cellOf = (name: string | null): string =>
  /^"(.*)","1","1970/m.exec(csvOf(columns, [row(name)]).split('\r\n')[1] ?? '')?.[1] ?? '';

it('quotes everything, ends lines as the standard wants, and writes times for people and machines', () => {
  expect(csvOf(columns, [row('a', 0.25, 1_790_000_000_000), row(null, null, null)])).toBe(
    '"name","costUsd","at"\r\n"a","0.25","2026-09-21T14:13:20.000Z"\r\n"","",""\r\n',
  );
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['say "hi"', 'say ""hi""'],
  ['a,b\nc', 'a,b\nc'],
  ['mail@example', 'mail@example'],
])('%j is written as %j, so that no spreadsheet works it out', (name, cell) => {
  expect(csvOf(columns, [row(name)])).toContain(`"${cell}","1"`);
});

it('leaves negative numbers alone: they are no formulas', () => {
  expect(csvOf(columns, [row('a', -1)])).toContain('"a","-1"');
  expect(cellOf('a')).toBe('a');
});

it('writes one object a line', () => {
  const text = ndjsonOf(columns, [row('a"b', 1, 0), row(null, null, null)]);
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { name: 'a"b', costUsd: 1, at: '1970-01-01T00:00:00.000Z' },
    { name: null, costUsd: null, at: null },
  ]);
});

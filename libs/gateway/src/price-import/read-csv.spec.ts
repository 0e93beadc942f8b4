import { readCsv } from './read-csv';

const cellsOf = (text: string): (readonly string[])[] => readCsv(text).map(({ cells }) => cells);

describe('readCsv', () => {
  it.each<[string, string, string[][]]>([
    ['nothing', '', []],
    ['one line without an end', 'a,b', [['a', 'b']]],
    [
      'lines of both ends',
      'a,b\r\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',\n,x,',
      [
        ['', ''],
        ['', 'x', ''],
      ],
    ],
    ['empty lines between', 'a\n\n\r\nb\n', [['a'], ['b']]],
    [
      'quotes, with all that may stand in them',
      '"a,""b""\r\nc",d\ne,f',
      [
        ['a,"b"\r\nc', 'd'],
        ['e', 'f'],
      ],
    ],
    ['an empty quoted cell', '"",x', [['', 'x']]],
    ['a byte order mark', '\uFEFFa,b\n', [['a', 'b']]],
    ['a quote within a cell', 'a"b,c', [['a"b', 'c']]],
  ])('reads %s', (_, text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('tells where each row begins', () => {
    expect(readCsv('a\n"b\nb\nb"\n\nc\n').map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it.each([
    ['a quote that is never closed', 'a\nb,"c\n', /^Line 2: a quote/],
    ['something behind a quote', 'a\nb\n"c"d\n', /^Line 3: something/],
  ])('refuses %s, naming the line', (_, text, message) => {
    expect(() => readCsv(text)).toThrow(message);
  });

  it('reads back whatever was written', () => {
    const parts = ['', 'a', '"', '""', ',', '\n', '\r\n', ' ', 'é', '=1+1', '\t'];
    let seed = 7;
    const below = (limit: number): number => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    const text = (): string => Array.from({ length: below(5) }, () => parts[below(parts.length)] ?? '').join('');
    for (let round = 0; round < 300; round++) {
      const width = 2 + below(4);
      const rows = Array.from({ length: 1 + below(5) }, () => Array.from({ length: width }, text));
      const written = rows
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      expect(cellsOf(written)).toEqual(rows);
    }
  });
});

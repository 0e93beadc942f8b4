import { InvalidRequestError } from '@app/common';

/** One row of a CSV text. */
export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as RFC 4180 has them; lines may end in LF alone, empty ones are passed over. @throws InvalidRequestError naming the line */
export function readCsv(text: string): CsvRow[] {
  const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < source.length) {
    const row = readRow(source, at, line);
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push({ line, cells: row.cells });
    [at, line] = [row.end, line + row.lines];
  }
  return rows;
}

interface ReadRow {
  readonly cells: string[];
  /** Behind its line end. */
  readonly end: number;
  readonly lines: number;
}

function readRow(source: string, start: number, line: number): ReadRow {
  const cells: string[] = [];
  let [at, lines] = [start, 1];
  for (;;) {
    const cell = source[at] === '"' ? quotedCell(source, at, line) : plainCell(source, at);
    cells.push(cell.text);
    lines += cell.lineEnds;
    at = cell.end;
    if (source[at] === ',') {
      at += 1;
      continue;
    }
    if (at >= source.length) return { cells, end: at, lines };
    const end = source.startsWith('\r\n', at) ? at + 2 : source[at] === '\n' ? at + 1 : -1;
    if (end < 0) throw new InvalidRequestError(`Line ${line}: something stands behind a closing quote.`, 'csv');
    return { cells, end, lines };
  }
}

interface ReadCell {
  readonly text: string;
  readonly end: number;
  /** Within quotes. */
  readonly lineEnds: number;
}

function plainCell(source: string, start: number): ReadCell {
  let end = start;
  while (end < source.length && source[end] !== ',' && source[end] !== '\n' && !source.startsWith('\r\n', end))
    end += 1;
  return { text: source.slice(start, end), end, lineEnds: 0 };
}

function quotedCell(source: string, start: number, line: number): ReadCell {
  let text = '';
  let from = start + 1;
  for (;;) {
    const quote = source.indexOf('"', from);
    if (quote < 0) throw new InvalidRequestError(`Line ${line}: a quote is opened and never closed.`, 'csv');
    text += source.slice(from, quote);
    if (source[quote + 1] !== '"') return { text, end: quote + 1, lineEnds: text.split('\n').length - 1 };
    text += '"';
    from = quote + 2;
  }
}

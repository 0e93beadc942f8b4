/** An amount, which may begin with a minus and is no formula for that. */
export interface CsvAmount {
  readonly amount: string;
}

/** Anything but text is written as it is; null is an empty cell. */
export type CsvCell = string | number | boolean | CsvAmount | null;

/** What spreadsheets take for the beginning of a formula, or skip on their way to one. */
const FORMULA = /^[=+\-@\t\r\0]/;

/** One line with its end (RFC 4180). Each cell is quoted; text that a spreadsheet would run gets an apostrophe in front. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => `"${textOf(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function textOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.amount;
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
}

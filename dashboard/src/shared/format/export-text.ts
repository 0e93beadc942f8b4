import type { Column } from '../ui/column';

/** Spreadsheets take what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r\0]/;

type Exported<Row> = Pick<Column<Row>, 'id' | 'header' | 'value' | 'isMoment'>;

/** Everything quoted, and nothing that a spreadsheet would work out. */
export function csvOf<Row>(columns: readonly Exported<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ id }) => id), ...rows.map((row) => columns.map((column) => exported(column, row)))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** One JSON object a line. */
export function ndjsonOf<Row>(columns: readonly Exported<Row>[], rows: readonly Row[]): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column) => [column.id, exported(column, row)])));
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

/** Times leave as ISO texts in UTC, which every program reads. */
function exported<Row>({ value, isMoment }: Exported<Row>, row: Row): string | number | boolean | null {
  const cell = value(row);
  return isMoment === true && typeof cell === 'number' ? new Date(cell).toISOString() : cell;
}

function quoted(value: string | number | boolean | null): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

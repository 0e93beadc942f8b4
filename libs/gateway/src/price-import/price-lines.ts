import { InvalidRequestError } from '@app/common';
import type { PriceFacts } from '@app/contracts';
import { priceFromDraft } from '../catalog/price-draft';
import { PRICE_COLUMNS, ratesOf, type PriceColumn } from './price-columns';
import { readCsv, type CsvRow } from './read-csv';

/** A line of a list: a price, or why it is none. */
export interface PriceLine {
  readonly line: number;
  readonly subjectKind: 'model' | 'group';
  readonly subject: string;
  /** Its id is not meant yet. */
  readonly price: PriceFacts | null;
  readonly problem: string | null;
}

const DEFAULT_LABEL = 'own price';
/** Spreadsheets take what begins so for a formula, so our own lists put a quote before it. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

/** @throws InvalidRequestError where it is no list of prices at all */
export function priceLines(csv: string): PriceLine[] {
  const [heading, ...rows] = readCsv(csv);
  if (!heading) throw new InvalidRequestError('The list is empty: its first line names the columns.', 'csv');
  const columns = columnsOf(heading);
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const line = lineOf(row, columns);
    const key = JSON.stringify([line.subjectKind, line.subject, line.price && keyOf(line.price)]);
    const before = seen.get(key);
    seen.set(key, row.line);
    if (line.price === null || before === undefined) return line;
    return { ...line, price: null, problem: `it says the same as line ${before}: keep one of both` };
  });
}

/** What makes two prices of a subject the same one. */
export function keyOf({ label, validFrom, validTo }: PriceFacts): string {
  return JSON.stringify([label, validFrom, validTo]);
}

function columnsOf({ cells }: CsvRow): PriceColumn[] {
  const columns = cells.map((cell) => cell.trim().toLowerCase());
  const known: ReadonlySet<string> = new Set(PRICE_COLUMNS);
  const strange = columns.filter((name) => !known.has(name));
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (strange.length > 0)
    throw new InvalidRequestError(
      `The list has columns that nobody knows (${strange.join(', ').slice(0, 200)}); there are ${PRICE_COLUMNS.join(', ')}.`,
      'csv',
    );
  if (twice !== undefined) throw new InvalidRequestError(`The column ${twice} stands there twice.`, 'csv');
  for (const needed of ['model', 'input'])
    if (!columns.includes(needed)) throw new InvalidRequestError(`The list has no column ${needed}.`, 'csv');
  return columns as PriceColumn[];
}

function lineOf({ line, cells }: CsvRow, columns: readonly PriceColumn[]): PriceLine {
  const given = new Map(columns.map((column, index) => [column, (cells[index] ?? '').replace(GUARDED, '').trim()]));
  // An empty cell is as good as none.
  const textOf = (column: PriceColumn): string | undefined =>
    given.get(column) === '' ? undefined : given.get(column);
  const kind = given.get('kind') ?? '';
  const subject = given.get('model') ?? '';
  const base = { line, subjectKind: kind === 'group' ? kind : 'model', subject } as const;
  const refused = (problem: string): PriceLine => ({ ...base, price: null, problem });
  if (cells.length !== columns.length)
    return refused(`it has ${cells.length} cells, and the first line ${columns.length}`);
  if (subject === '') return refused('the column model is empty');
  if (!['', 'model', 'group'].includes(kind))
    return refused(`the column kind is "${kind.slice(0, 40)}": write model or group`);
  const rates = ratesOf(given);
  if (typeof rates === 'string') return refused(rates);
  try {
    const label = textOf('label') ?? DEFAULT_LABEL;
    const period = { validFrom: textOf('valid_from') ?? null, validTo: textOf('valid_to') ?? null };
    return { ...base, price: priceFromDraft({ label, ...period, rates }, 'import'), problem: null };
  } catch (error) {
    if (error instanceof InvalidRequestError) return refused(error.message.replace(/\.$/, ''));
    throw error;
  }
}

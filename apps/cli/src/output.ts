import { inspect } from 'node:util';

/** Options every command has. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result: JSON on one line for machines, or the given text for people. */
export function print(result: unknown, options: OutputOptions | undefined, text: string): void {
  process.stdout.write(`${options?.json ? JSON.stringify(result) : text}\n`);
}

/** Rows with a heading: as aligned columns on a terminal, and with one tab between columns for whatever reads them elsewhere. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  isTerminal: boolean = process.stdout.isTTY,
): string {
  const lines = [headings, ...rows].map((row) => row.map(printable));
  if (!isTerminal) return lines.map((row) => row.join('\t')).join('\n');
  const widths = headings.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A name that holds line breaks or what moves a terminal's cursor must not break the table. */
function printable(cell: string): string {
  return /\p{Cc}/u.test(cell) ? inspect(cell).slice(1, -1) : cell;
}

import type { SampleResult } from './run-sample';

const HEADINGS = ['', 'Request', 'Model asked', 'Kind', 'Status', 'Route', 'In', 'Out', 'Cost USD', 'ms', 'Note'];
/** Columns of numbers. */
const RIGHT = new Set([4, 6, 7, 8, 9]);

/** The results as aligned text, one line a request. */
export function resultTable(results: readonly SampleResult[]): string {
  const rows = [HEADINGS, ...results.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [heading, ...body] = rows.map(line);
  return [heading, rule, ...body].join('\n');
}

function cellsOf({
  sample,
  isAsExpected,
  status,
  route,
  inputTokens,
  outputTokens,
  cost,
  elapsedMs,
  note,
}: SampleResult): string[] {
  return [
    isAsExpected ? 'ok' : 'NOT OK',
    sample.title,
    sample.model ?? '',
    sample.kind,
    String(status),
    route,
    String(inputTokens ?? ''),
    String(outputTokens ?? ''),
    cost ?? '',
    elapsedMs.toFixed(1),
    note,
  ];
}

/** Options every command has. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result: JSON on one line for machines, or the given text for people. */
export function print(result: unknown, options: OutputOptions | undefined, text: string): void {
  process.stdout.write(`${options?.json ? JSON.stringify(result) : text}\n`);
}

/** Rows as aligned columns, with a heading. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [headings, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

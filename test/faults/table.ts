export interface Result {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly numbers: Readonly<Record<string, number | string>>;
  /** What was not as promised, or why nothing was tried. */
  readonly failures: readonly string[];
}

const NAME_CHARS = 24;

/** Every figure on a line of its own, scenario by scenario. */
export function table(results: readonly Result[]): string {
  return results
    .flatMap(({ id, outcome, numbers, failures }) => [
      '',
      `${id}: ${outcome}`,
      ...Object.entries(numbers).map(([name, value]) => `  ${name.padEnd(NAME_CHARS)}${value}`),
      ...failures.map((failure) => `  ! ${failure}`),
    ])
    .join('\n');
}

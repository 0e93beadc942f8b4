type Figure = number | string;

/** What a scenario saw, and what of it should have been otherwise. */
export class Findings {
  readonly numbers: Record<string, Figure> = {};
  readonly failures: string[] = [];

  note(name: string, value: Figure): void {
    this.numbers[name] = typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  }

  /** Notes the figure, and a failure unless it is as promised. */
  expect(name: string, value: Figure, isKept: boolean, promise: string): void {
    this.note(name, value);
    if (!isKept) this.failures.push(`${name} is ${String(this.numbers[name])}, promised ${promise}`);
  }

  expectZero(name: string, value: number): void {
    this.expect(name, value, value === 0, '0');
  }

  /** As `expectAtMost`, where time is judged; told only, where others work on the machine too. */
  expectInTime(
    name: string,
    tookMs: number,
    limitMs: number,
    { isTimeJudged }: { readonly isTimeJudged: boolean },
  ): void {
    if (isTimeJudged) this.expectAtMost(name, tookMs, limitMs);
    else this.note(name, tookMs);
  }

  expectAtMost(name: string, value: number, limit: number): void {
    this.expect(name, value, value <= limit, `at most ${limit.toFixed(2)}`);
  }
}

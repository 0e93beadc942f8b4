import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Ends with the line that all our suites end with. */
export default class CountReporter implements Reporter {
  private readonly outcomes = new Map<string, TestResult['status']>();

  onTestEnd({ id }: TestCase, { status }: TestResult): void {
    this.outcomes.set(id, status);
  }

  onExit(): Promise<void> {
    const counted = (...statuses: readonly TestResult['status'][]): number =>
      [...this.outcomes.values()].filter((status) => statuses.includes(status)).length;
    console.log(
      `${counted('passed')} passed, ${counted('failed', 'timedOut', 'interrupted')} failed, ${counted('skipped')} skipped`,
    );
    return Promise.resolve();
  }
}

import { resultTable } from './result-table';

describe('resultTable', () => {
  it('aligns text to the left and numbers to the right, and marks what went wrong', () => {
    const sample = { title: 'OpenAI', kind: 'json', model: 'gpt-4o', expectedStatus: 200 } as const;
    const common = { sample, status: 200, route: 'gpt-4o', cost: '0.001', elapsedMs: 1.25, note: '' };
    const text = resultTable([
      { ...common, isAsExpected: true, inputTokens: 5, outputTokens: 100 },
      { ...common, isAsExpected: false, inputTokens: 500, outputTokens: undefined, note: 'expected status 404' },
    ]);
    const [heading, rule, first, second] = text.split('\n');
    expect(heading).toContain('Cost USD');
    expect(rule).toMatch(/^-+ /);
    expect(first).toMatch(/^ok .* {2}5 {2}100 /);
    expect(second).toMatch(/^NOT OK .*500 .*expected status 404$/);
  });
});

import type { Outcome } from './replay/replay-case';
import { report } from './report';

const PASSED: Outcome = { id: 'a', result: 'passed' };
const SKIPPED: Outcome = { id: 'b', result: 'skipped', reason: 'nobody offers it' };

it('closes with the counts', () => {
  expect(report([])).toBe('0 passed, 0 failed, 0 skipped');
  expect(report([PASSED, PASSED, SKIPPED])).toBe('not offered  b: nobody offers it\n2 passed, 0 failed, 1 skipped');
});

it('tells a failure in one line, and cuts that differ alike together', () => {
  const failed: Outcome = {
    id: 'c',
    result: 'failed',
    differences: [
      { cut: 1, differences: ['text: broken', 'finish: odd'] },
      { cut: 2, differences: ['text: broken', 'finish: odd'] },
      { cut: 7, differences: ['text: other'] },
    ],
  };
  expect(report([failed]).split('\n')).toEqual([
    'FAILED  c: [1 2] text: broken; finish: odd | [7] text: other',
    '0 passed, 1 failed, 0 skipped',
  ]);
});

it('keeps a line to a length', () => {
  const differences = [{ cut: 'whole' as const, differences: ['x'.repeat(5_000)] }];
  const [line = ''] = report([{ id: 'c', result: 'failed', differences }]).split('\n');
  expect(line.length).toBeLessThanOrEqual(600);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';
import { isForFitting, type JudgedPrompt } from './judged-prompts';
import type { SuiteReport } from './measure-routers';
import { routerBench } from './router-bench';

/** In either half the hard prompts hold a task. */
const PROMPTS = Array.from({ length: 200 }, (_, index): JudgedPrompt => {
  const isHard = index % 4 === 0;
  const prompt = `${isHard ? 'debug' : 'greet'} number ${index}`;
  return { suite: index % 2 === 0 ? 'even' : 'odd', prompt, weak: isHard || index % 10 === 5 ? 0 : 1, strong: 1 };
});

describe('routerBench', () => {
  const { folder, remove } = temporaryFolder();
  const data = join(folder, 'prompts.jsonl');
  writeFileSync(data, PROMPTS.map((prompt) => JSON.stringify(prompt)).join('\n'));
  afterAll(remove);

  it('reports each suite of the half that nothing is fitted on', () => {
    const text = routerBench(['--data', data, '--rounds', '5']);
    for (const suite of ['even', 'odd']) {
      const reported = PROMPTS.filter((prompt) => prompt.suite === suite && !isForFitting(prompt));
      expect(text).toContain(`${suite}: ${reported.length} prompts of the reporting half`);
    }
  });

  it('reads a folder as well', () => {
    const lines = (path: string): string[] =>
      routerBench(['--data', path, '--rounds', '5'])
        .split('\n')
        .filter((line) => !line.endsWith(' ms'));
    expect(lines(folder)).toEqual(lines(data));
  });

  it('prints the same figures as JSON', () => {
    const report = JSON.parse(routerBench(['--data', data, '--rounds', '5', '--json'])) as SuiteReport[];
    expect(report.map(({ suite }) => suite)).toEqual(['even', 'odd']);
    for (const { routers } of report) expect(routers).toHaveLength(5);
  });

  it('fits on the other half', () => {
    const whole = routerBench(['--data', data, '--print-weights']);
    const half = join(folder, 'half.txt');
    writeFileSync(
      half,
      PROMPTS.filter(isForFitting)
        .map((prompt) => JSON.stringify(prompt))
        .join('\n'),
    );
    expect(whole).toContain('Share table: [0, ');
    expect(routerBench(['--data', half, '--print-weights'])).toBe(whole);
  });

  it.each([
    ['no data', [], '--data <file or folder> is needed: one judged prompt a line.'],
    ['data that are not there', ['--data', '/no/such/file'], 'There is no file or folder /no/such/file.'],
    ['half a round', ['--data', data, '--rounds', '0.5'], '--rounds takes a whole number above 0, not "0.5".'],
    ['no round', ['--data', data, '--rounds', '0'], '--rounds takes a whole number above 0, not "0".'],
    ['no seed', ['--data', data, '--seed', 'none'], '--seed takes a whole number above 0, not "none".'],
    ['an option of another command', ['--data', data, '--fix'], "Unknown option '--fix'"],
  ])('says what is wrong with %s', (_what, args, message) => {
    expect(() => routerBench(args)).toThrow(message);
  });
});

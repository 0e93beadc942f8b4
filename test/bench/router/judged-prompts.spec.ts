import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';
import { bySuite, gainOf, isForFitting, readJudgedPrompts, type JudgedPrompt } from './judged-prompts';

const judged = (prompt: string, suite = 'sums', weak: 0 | 1 = 0, strong: 0 | 1 = 1): JudgedPrompt => ({
  suite,
  prompt,
  weak,
  strong,
});

describe('readJudgedPrompts', () => {
  const { folder, remove } = temporaryFolder();
  afterAll(remove);

  function file(name: string, ...lines: string[]): string {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  }

  it('reads one file, whatever its name and whatever else its rows say', () => {
    const path = file('one.txt', JSON.stringify({ ...judged('What is 1+1?'), subject: 'adding' }), '');
    expect(readJudgedPrompts(path)).toEqual([judged('What is 1+1?')]);
  });

  it('reads the *.jsonl of a folder in the order of their names', () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    file('inner/b.jsonl', JSON.stringify(judged('second')));
    file('inner/a.jsonl', JSON.stringify(judged('first')), '  ', JSON.stringify(judged('next')));
    file('inner/README.md', 'no prompts');
    expect(readJudgedPrompts(inner).map(({ prompt }) => prompt)).toEqual(['first', 'next', 'second']);
  });

  it('names a file that is not there', () => {
    expect(() => readJudgedPrompts(join(folder, 'missing.jsonl'))).toThrow(
      `There is no file or folder ${join(folder, 'missing.jsonl')}.`,
    );
  });

  it('says so where a folder or a file holds nothing', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(() => readJudgedPrompts(empty)).toThrow(`The folder ${empty} holds no *.jsonl file.`);
    expect(() => readJudgedPrompts(file('blank.jsonl', '', ''))).toThrow('holds no prompt.');
  });

  it.each([
    ['no JSON', '{"suite":', ':2 is not JSON.'],
    ['no object', '[1, 2]', ':2 is no judged prompt: '],
    ['no prompt', '{"suite":"sums","weak":1,"strong":1}', 'prompt: '],
    ['an empty suite', '{"suite":"","prompt":"a","weak":1,"strong":1}', 'suite: '],
    ['half a truth', '{"suite":"sums","prompt":"a","weak":0.5,"strong":1}', 'weak: '],
    ['a word for a number', '{"suite":"sums","prompt":"a","weak":1,"strong":"yes"}', 'strong: '],
  ])('names the line that is %s', (_what, line, message) => {
    const path = file('broken.jsonl', JSON.stringify(judged('fine')), line);
    expect(() => readJudgedPrompts(path)).toThrow(message);
    expect(() => readJudgedPrompts(path)).toThrow(`${path}:2`);
  });
});

describe('isForFitting', () => {
  it('asks the prompt alone', () => {
    for (let index = 0; index < 50; index++) {
      const prompt = `prompt ${index}`;
      expect(isForFitting(judged(prompt))).toBe(isForFitting(judged(prompt, 'other', 1, 0)));
    }
  });

  it('takes about half', () => {
    const taken = Array.from({ length: 2_000 }, (_, index) => judged(`prompt ${index}`)).filter(isForFitting);
    expect(taken.length).toBeGreaterThan(900);
    expect(taken.length).toBeLessThan(1_100);
  });

  // By the first byte of the SHA-256, for ever: figures of different days are told of the same half.
  it.each([
    ['', false],
    ['abc', false],
    ['message digest', false],
    ['hello', true],
  ])('decides of %j: %s', (prompt, isFitting) => {
    expect(isForFitting(judged(prompt))).toBe(isFitting);
  });
});

describe('bySuite', () => {
  it('keeps the order of suites and of their prompts', () => {
    const suites = bySuite([judged('1', 'b'), judged('2', 'a'), judged('3', 'b')]);
    expect([...suites.keys()]).toEqual(['b', 'a']);
    expect(suites.get('b')?.map(({ prompt }) => prompt)).toEqual(['1', '3']);
  });
});

describe('gainOf', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 0],
    [0, 0, 0],
    [1, 0, -1],
  ] as const)('weak %d, strong %d: %d', (weak, strong, gain) => {
    expect(gainOf(judged('a', 'sums', weak, strong))).toBe(gain);
  });
});

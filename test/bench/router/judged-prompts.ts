import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const isCorrect = z.union([z.literal(0), z.literal(1)]);
const judgedPrompt = z.object({ suite: z.string().min(1), prompt: z.string(), weak: isCorrect, strong: isCorrect });

/** A prompt that both models were asked; 1 where a model answered correctly. */
export type JudgedPrompt = Readonly<z.infer<typeof judgedPrompt>>;

/** @param path a file with one JSON object a line, or a folder of `*.jsonl` */
export function readJudgedPrompts(path: string): JudgedPrompt[] {
  if (!existsSync(path)) throw new Error(`There is no file or folder ${path}.`);
  const files = statSync(path).isDirectory() ? globSync('*.jsonl', { cwd: path }).sort() : undefined;
  if (files?.length === 0) throw new Error(`The folder ${path} holds no *.jsonl file.`);
  const prompts = (files?.map((file) => join(path, file)) ?? [path]).flatMap(readFile);
  if (prompts.length === 0) throw new Error(`${path} holds no prompt.`);
  return prompts;
}

/** The hash decides, so that a prompt that stands there twice lies in one half, and a new file moves no old prompt. */
export function isForFitting({ prompt }: JudgedPrompt): boolean {
  const [first = 0] = createHash('sha256').update(prompt).digest();
  return first < 128;
}

/** In the order in which the suites first appear. */
export function bySuite(prompts: readonly JudgedPrompt[]): Map<string, JudgedPrompt[]> {
  const suites = new Map<string, JudgedPrompt[]>();
  for (const prompt of prompts) {
    const suite = suites.get(prompt.suite);
    if (suite) suite.push(prompt);
    else suites.set(prompt.suite, [prompt]);
  }
  return suites;
}

/** What sending it to the strong model would have won: 1, 0, or -1 where only the weak one was right. */
export function gainOf({ weak, strong }: JudgedPrompt): number {
  return strong - weak;
}

function readFile(file: string): JudgedPrompt[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [promptOf(line, `${file}:${index + 1}`)]));
}

function promptOf(line: string, place: string): JudgedPrompt {
  const { data, error } = judgedPrompt.safeParse(jsonOf(line, place));
  if (data) return data;
  const problem = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Error(`${place} is no judged prompt: ${problem}`);
}

function jsonOf(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place} is not JSON.`, { cause });
  }
}

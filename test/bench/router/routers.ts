import { DEFAULT_KEYWORDS } from '../../../libs/routing/src/keyword/default-keyword-rules';
import type { PromptView } from '../../../libs/routing/src/prompt/prompt-view';
import { scoreOf } from '../../../libs/routing/src/score/prompt-score';
import { SeededRandom } from '../../support/seeded-random';
import { gainOf, type JudgedPrompt } from './judged-prompts';

/** Orders prompts: what scores higher goes to the strong model first. */
export interface Router {
  readonly name: string;
  readonly score: (prompt: JudgedPrompt) => number;
  /** 0..1, for routers that place a prompt without seeing the others. */
  readonly share?: (prompt: JudgedPrompt) => number;
}

const WORD = /[\p{L}\p{N}]/u;

export function routers(seed: number): Router[] {
  const random = new SeededRandom(seed);
  const keyword = ({ prompt }: JudgedPrompt): number => Number(hasKeyword(prompt, DEFAULT_KEYWORDS));
  return [
    { name: 'keyword', score: keyword, share: keyword },
    {
      name: 'score',
      score: ({ prompt }) => scoreOf(viewOf(prompt)).raw,
      share: ({ prompt }) => scoreOf(viewOf(prompt)).share,
    },
    { name: 'length', score: ({ prompt }) => prompt.length },
    { name: 'random', score: () => random.next() },
    { name: 'oracle', score: gainOf },
  ];
}

/** A single question, as all of the suites are. */
export function viewOf(prompt: string): PromptView {
  return { question: prompt, depth: 0, chars: prompt.length };
}

/** Whether one of the (lower-case) words stands at the beginning of a word. */
export function hasKeyword(prompt: string, keywords: readonly string[]): boolean {
  const text = prompt.toLowerCase();
  return keywords.some((keyword) => {
    for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1))
      if (!WORD.test(text.charAt(at - 1))) return true;
    return false;
  });
}

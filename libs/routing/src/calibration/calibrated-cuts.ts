import { DEFAULT_KEYWORDS } from '../keyword/default-keyword-rules';
import { KeywordMatcher } from '../keyword/keyword-matcher';
import type { SettingsOf } from '../groups/group-settings';
import type { PromptView } from '../prompt/prompt-view';
import { scoreOf } from '../score/prompt-score';
import { equalCuts } from '../strategies/heuristic.strategy';

export interface Calibration {
  /** One less than there are targets, rising. */
  readonly cuts: readonly number[];
  /** Prompts that each target would get by the cuts so far, and by the new ones. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Prompts that keywords decide, whatever the cuts are. */
  readonly byKeyword: number;
}

/** A prompt's place: where its keywords or its score put it. */
type Placed = { readonly target: number } | { readonly score: number };

/**
 * Cuts by which each target gets its wanted share of these prompts, as nearly as ties between scores allow. What keywords
 * send to a target is counted towards its share. `shares`: one for each target, of any sum above 0.
 */
export function calibratedCuts(
  prompts: readonly PromptView[],
  targets: readonly string[],
  { keywords, cuts = equalCuts(targets.length) }: SettingsOf<'heuristic'>,
  shares: readonly number[],
): Calibration {
  const rules = keywords ?? [{ words: [...DEFAULT_KEYWORDS], target: targets.at(-1) ?? '' }];
  const matcher = new KeywordMatcher(rules.map(({ words }) => words));
  const placed = prompts.map((prompt): Placed => {
    const hit = matcher.find(prompt.question);
    return hit ? { target: targets.indexOf(rules[hit.rule]?.target ?? '') } : { score: scoreOf(prompt).share };
  });
  const scores = placed.flatMap((place) => ('score' in place ? [place.score] : [])).toSorted((a, b) => a - b);
  const byKeyword = targets.map(
    (_, target) => placed.filter((place) => 'target' in place && place.target === target).length,
  );
  const fresh = cutsFor(scores, byKeyword, shares);
  return {
    cuts: fresh,
    before: counted(scores, byKeyword, cuts),
    after: counted(scores, byKeyword, fresh),
    byKeyword: prompts.length - scores.length,
  };
}

function cutsFor(scores: readonly number[], byKeyword: readonly number[], shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const total = scores.length + byKeyword.reduce((count, hits) => count + hits, 0);
  // A target that keywords have filled already takes nothing by score; the others share what is left of the prompts.
  const wanted = shares.map((share, target) => Math.max(0, (share / sum) * total - (byKeyword[target] ?? 0)));
  const wantedSum = wanted.reduce((count, part) => count + part, 0);
  let upTo = 0;
  return wanted.slice(0, -1).map((part) => {
    upTo += wantedSum > 0 ? (part / wantedSum) * scores.length : 0;
    const index = Math.round(upTo);
    return index >= scores.length ? 1 : rounded(scores[index] ?? 1);
  });
}

/** A cut that is a score sends that score up. */
function counted(scores: readonly number[], byKeyword: readonly number[], cuts: readonly number[]): number[] {
  const counts = [...byKeyword];
  for (const score of scores) {
    const target = cuts.filter((cut) => cut <= score).length;
    counts[target] = (counts[target] ?? 0) + 1;
  }
  return counts;
}

/** Settings are read by people. Downwards, so that the score itself stays at or above its cut. */
function rounded(score: number): number {
  return Math.floor(score * 10_000) / 10_000;
}

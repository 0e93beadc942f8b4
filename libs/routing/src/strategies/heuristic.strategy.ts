import { DEFAULT_KEYWORDS } from '../keyword/default-keyword-rules';
import { KeywordMatcher } from '../keyword/keyword-matcher';
import type { KeywordRule, SettingsOf } from '../groups/group-settings';
import { UndecidedError } from '../routing.errors';
import { scoreOf, type PromptScore } from '../score/prompt-score';
import { liveAtOrAfter, outwardFrom, type Choice, type ChoiceContext, type RecordedFindings } from './choice';

type Chooser = (live: readonly string[], context: ChoiceContext) => Choice;

const sharedDefault = new KeywordMatcher([DEFAULT_KEYWORDS]);

/** Looks at the prompt and asks nobody: an operator's words first, then the score against the group's cuts. */
export function heuristicChooser(targets: readonly string[], settings: SettingsOf<'heuristic'>): Chooser {
  const last = targets.length - 1;
  const { keywords, cuts } = settings;
  const matcher = keywords === undefined ? sharedDefault : new KeywordMatcher(keywords.map(({ words }) => words));
  const targetOf = (rule: number): number => {
    const target: KeywordRule['target'] | undefined = keywords?.[rule]?.target;
    return target === undefined ? last : targets.indexOf(target);
  };
  return (live, { prompt, recorded }) => {
    const hit = matcher.find(recorded ? (recorded.word ?? '') : prompt().question);
    if (hit) {
      const intended = targetOf(hit.rule);
      const chosen = liveAtOrAfter(intended, targets, live);
      return {
        order: outwardFrom(chosen, live.length),
        by: 'keyword',
        reason: `the prompt says "${hit.word}"`,
        word: hit.word,
        intended,
      };
    }
    const { share, signals } = recorded ? recalled(recorded) : scoreOf(prompt());
    const intended = indexAt(share, cuts ?? equalCuts(targets.length));
    const chosen = cuts === undefined ? indexAt(share, equalCuts(live.length)) : liveAtOrAfter(intended, targets, live);
    const most = signals.slice(0, 2).map(({ name }) => name);
    const why = most.length > 0 ? ` (${most.join(', ')})` : '';
    const reason = `the prompt asks more than ${Math.floor(share * 100)} % of the prompts of reference${why}`;
    return { order: outwardFrom(chosen, live.length), by: 'score', reason, share, intended };
  };
}

/** @throws UndecidedError where a word decided, so that the prompt was never scored */
function recalled({ share }: RecordedFindings): Pick<PromptScore, 'share' | 'signals'> {
  if (share === undefined) throw new UndecidedError();
  return { share, signals: [] };
}

/** Where each of so many targets ends when all get the same share. */
export function equalCuts(targets: number): number[] {
  return Array.from({ length: targets - 1 }, (_, index) => (index + 1) / targets);
}

/** Cuts that an operator left out at the end are as good as never reached. */
function indexAt(share: number, cuts: readonly number[]): number {
  return cuts.filter((cut) => cut <= share).length;
}

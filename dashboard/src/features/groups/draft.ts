import type { RoutingStrategy } from '@app/contracts';
import type { CreateGroupRequest, GroupView } from '@app/contracts/admin';

/** The address of the empty form; no group may be called so. */
export const NEW_GROUP_NAME = '~new';

export interface KeywordRule {
  readonly words: readonly string[];
  readonly target: string;
}

/** A group on the way to being saved. Settings that this page does not know stay in it. */
export type Draft = Required<CreateGroupRequest>;

export const EMPTY_DRAFT: Draft = {
  ...{ name: '', strategy: 'heuristic', targets: [], logicLevel: null, primaryUse: null, settings: {} },
  isEnabled: true,
};

/** Settings belong to strategies, which refuse those of others. */
const SETTINGS: Readonly<Record<RoutingStrategy, readonly string[]>> = {
  heuristic: ['keywords', 'cuts'],
  classifier: ['keywords', 'cuts', 'threshold', 'selectors'],
  fallback: [],
  weighted: ['weights'],
};

export function draftOf(group: GroupView): Draft {
  const { name, strategy, targets, logicLevel, primaryUse, settings, isEnabled } = group;
  return { name, strategy, targets, logicLevel, primaryUse, settings, isEnabled };
}

export function withStrategy(draft: Draft, strategy: RoutingStrategy): Draft {
  const kept = Object.entries(draft.settings).filter(([name]) => SETTINGS[strategy].includes(name));
  return { ...draft, strategy, settings: Object.fromEntries(kept) };
}

/** Undefined takes a setting away, so that the strategy's own value counts. */
export function withSetting(draft: Draft, name: string, value: unknown): Draft {
  const { [name]: _, ...others } = draft.settings;
  return { ...draft, settings: value === undefined ? others : { ...others, [name]: value } };
}

/** Cuts fit a number of targets; another number begins again with equal parts. */
export function withTargets(draft: Draft, targets: readonly string[]): Draft {
  const changed = { ...draft, targets };
  const isCutAnew = draft.settings['cuts'] !== undefined && targets.length !== draft.targets.length;
  return isCutAnew ? withSetting(changed, 'cuts', equalCuts(targets.length)) : changed;
}

/** An entry at another place; where there is no such place, nothing changes. */
export function moved<T>(entries: readonly T[], from: number, to: number): readonly T[] {
  const entry = entries[from];
  if (entry === undefined || to < 0 || to >= entries.length) return entries;
  return entries.toSpliced(from, 1).toSpliced(to, 0, entry);
}

function equalCuts(targets: number): readonly number[] {
  return Array.from({ length: Math.max(0, targets - 1) }, (_, index) => (index + 1) / targets);
}

export function cutsOf({ settings, targets }: Draft): readonly number[] {
  const { cuts } = settings as { readonly cuts?: readonly number[] };
  return cuts ?? equalCuts(targets.length);
}

export function keywordsOf({ settings }: Draft): readonly KeywordRule[] | undefined {
  return (settings as { readonly keywords?: readonly KeywordRule[] }).keywords;
}

export function selectorsOf({ settings }: Draft): readonly string[] {
  return (settings as { readonly selectors?: readonly string[] }).selectors ?? [];
}

export function thresholdOf({ settings }: Pick<Draft, 'settings'>): number {
  return (settings as { readonly threshold?: number }).threshold ?? 10;
}

export function weightOf({ settings }: Draft, target: string): number {
  return (settings as { readonly weights?: Readonly<Record<string, number>> }).weights?.[target] ?? 1;
}

/** Problems begin with the field that they are about: `settings.cuts: ...`. */
export function problemsOf(problems: readonly string[], field: string): string | undefined {
  const own = problems.filter((problem) => /^\w*/u.exec(problem)?.[0] === field);
  return own.length === 0 ? undefined : own.join(' ');
}

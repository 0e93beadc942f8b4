import type { Group } from '@app/contracts';

const heuristic = (name: string, logicLevel: number | null, primaryUse: string, targets: readonly string[]): Group => ({
  name,
  strategy: 'heuristic',
  targets,
  logicLevel,
  primaryUse,
  settings: {},
  isEnabled: true,
});

const LEGACY = 'Legacy provider group';

/** The groups a new installation starts with, targets from the cheapest to the most capable. */
export const SEEDED_GROUPS: readonly Group[] = [
  heuristic('fast-flow', 2, 'Classification, JSON, Basic Q&A', ['deepseek-v4-flash', 'gpt-5.4-nano']),
  heuristic('standard-pro', 5, 'General Assistant, Long Docs', ['gpt-5.4-mini', 'gemini-3-flash-preview']),
  heuristic('heavy-logic', 9, 'Complex Coding, Logic, Agents', ['grok-4.3', 'kimi-k2.6', 'deepseek-v4-pro']),
  {
    name: 'dispatcher',
    strategy: 'classifier',
    targets: ['fast-flow', 'standard-pro', 'heavy-logic'],
    logicLevel: null,
    primaryUse: 'Auto-dispatches by complexity',
    settings: { threshold: 10 },
    isEnabled: true,
  },
  heuristic('deepseek-auto', null, LEGACY, ['deepseek-chat', 'deepseek-reasoner']),
  heuristic('openai-auto', null, LEGACY, ['gpt-4o-mini', 'gpt-4o']),
  heuristic('gemini-auto', null, LEGACY, ['gemini-2.0-flash', 'gemini-2.5-pro']),
];

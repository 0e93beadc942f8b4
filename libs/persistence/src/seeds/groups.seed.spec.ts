import { SEEDED_GROUPS } from './groups.seed';

describe('SEEDED_GROUPS', () => {
  it('are the seven groups a new installation promises', () => {
    const table = SEEDED_GROUPS.map(({ name, logicLevel, strategy, targets, primaryUse }) => [
      name,
      logicLevel,
      strategy,
      targets.join(', '),
      primaryUse,
    ]);
    expect(table).toEqual([
      ['fast-flow', 2, 'heuristic', 'deepseek-v4-flash, gpt-5.4-nano', 'Classification, JSON, Basic Q&A'],
      ['standard-pro', 5, 'heuristic', 'gpt-5.4-mini, gemini-3-flash-preview', 'General Assistant, Long Docs'],
      ['heavy-logic', 9, 'heuristic', 'grok-4.3, kimi-k2.6, deepseek-v4-pro', 'Complex Coding, Logic, Agents'],
      ['dispatcher', null, 'classifier', 'fast-flow, standard-pro, heavy-logic', 'Auto-dispatches by complexity'],
      ['deepseek-auto', null, 'heuristic', 'deepseek-chat, deepseek-reasoner', 'Legacy provider group'],
      ['openai-auto', null, 'heuristic', 'gpt-4o-mini, gpt-4o', 'Legacy provider group'],
      ['gemini-auto', null, 'heuristic', 'gemini-2.0-flash, gemini-2.5-pro', 'Legacy provider group'],
    ]);
  });

  it('are all enabled, and only the classifier has settings', () => {
    expect(SEEDED_GROUPS.every(({ isEnabled }) => isEnabled)).toBe(true);
    const withSettings = SEEDED_GROUPS.filter(({ settings }) => Object.keys(settings).length > 0);
    expect(withSettings.map(({ name, settings }) => [name, settings])).toEqual([['dispatcher', { threshold: 10 }]]);
  });
});

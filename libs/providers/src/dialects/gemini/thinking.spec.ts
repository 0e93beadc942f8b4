import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { factsOf } from '../../../../catalog/src/testing/facts';
import { callOf } from '../../testing/chat-call';
import { encodingOf } from './encoding';
import { thinkingOf } from './thinking';

const inLevels = (...values: string[]) =>
  factsOf('m', { requestFlags: { thinking_control: 'thinkingLevel' }, reasoningEffortValues: values });
const byBudget = (range: [number, number], more: object = {}) =>
  factsOf('m', { requestFlags: { thinking_control: 'thinkingBudget', thinking_budget_range: range, ...more } });

const FLASH = inLevels('minimal', 'low', 'medium', 'high');
const NEWER_FLASH = inLevels('low', 'medium', 'high');
const OLDER_PRO = inLevels('low', 'high');

function translate(request: Partial<ChatCompletionRequest>, facts?: ModelFacts, model = 'gemini-x') {
  const encoding = encodingOf({ ...callOf(request, model), facts });
  return { config: thinkingOf(encoding), adjusted: [...encoding.adjusted] };
}

describe('thinkingOf', () => {
  it.each<[string, ModelFacts, string, boolean]>([
    ['none', FLASH, 'minimal', true],
    ['minimal', FLASH, 'minimal', false],
    ['low', FLASH, 'low', false],
    ['medium', FLASH, 'medium', false],
    ['high', FLASH, 'high', false],
    ['xhigh', FLASH, 'high', true],
    ['max', FLASH, 'high', true],
    ['none', NEWER_FLASH, 'low', true],
    ['minimal', NEWER_FLASH, 'low', true],
    ['medium', OLDER_PRO, 'high', true],
    ['minimal', OLDER_PRO, 'low', true],
  ])('effort %s of a model with levels', (effort, facts, level, isReported) => {
    expect(translate({ reasoning_effort: effort }, facts)).toEqual({
      config: { thinkingLevel: level, ...(effort === 'none' ? {} : { includeThoughts: true }) },
      adjusted: isReported ? ['reasoning_effort'] : [],
    });
  });

  it.each<[string, ModelFacts, number, boolean]>([
    ['none', byBudget([0, 24_576]), 0, false],
    ['none', byBudget([512, 24_576], { thinking_default: 'off' }), 0, false],
    ['none', byBudget([128, 32_768], { thinking_can_disable: false }), 128, true],
    ['minimal', byBudget([0, 24_576]), 512, false],
    ['low', byBudget([2_000, 24_576]), 2_000, false],
    ['medium', byBudget([0, 24_576]), 8_192, false],
    ['high', byBudget([0, 24_576]), 24_576, false],
    ['max', byBudget([128, 32_768]), 32_768, false],
    ['max', byBudget([0, 24_576]), 24_576, false],
  ])('effort %s of a model with a budget', (effort, facts, budget, isReported) => {
    expect(translate({ reasoning_effort: effort }, facts)).toEqual({
      config: { thinkingBudget: budget, ...(effort === 'none' ? {} : { includeThoughts: true }) },
      adjusted: isReported ? ['reasoning_effort'] : [],
    });
  });

  it.each([
    ['gemini-3.9-flash', { thinkingLevel: 'medium', includeThoughts: true }],
    ['gemini-pro-latest', { thinkingLevel: 'medium', includeThoughts: true }],
    ['gemini-2.5-flash-next', { thinkingBudget: 8_192, includeThoughts: true }],
    ['gemini-2.0-pro', undefined],
  ])('goes by the name of %s, of which nothing is known', (model, config) => {
    const { config: found, adjusted } = translate({ reasoning_effort: 'medium' }, undefined, model);
    expect(found).toEqual(config);
    expect(adjusted).toEqual(config ? [] : ['reasoning_effort']);
  });

  it('is left out, and reported, for a model that does not think', () => {
    expect(translate({ reasoning_effort: 'high' }, factsOf('m'), 'gemini-3.8-flash')).toEqual({
      config: undefined,
      adjusted: ['reasoning_effort'],
    });
  });

  it.each([[undefined], [null]])('is left to the model when the effort is %j', (effort) => {
    expect(translate({ reasoning_effort: effort }, FLASH)).toEqual({ config: undefined, adjusted: [] });
  });

  it.each([['turbo'], [5], ['']])('refuses %j', (effort) => {
    expect(() => translate({ reasoning_effort: effort as string }, FLASH)).toThrow(
      expect.objectContaining({ param: 'reasoning_effort', httpStatus: 400 }),
    );
  });

  it("takes Google's own config as it is, in either spelling", () => {
    const google = (config: object) => ({ extra_body: { google: { thinking_config: config } } });
    expect(translate(google({ thinking_budget: 5, include_thoughts: true }), FLASH)).toEqual({
      config: { thinkingBudget: 5, includeThoughts: true },
      adjusted: [],
    });
    expect(translate({ ...google({ thinkingLevel: 'low' }), reasoning_effort: 'high' }, FLASH)).toEqual({
      config: { thinkingLevel: 'low' },
      adjusted: ['reasoning_effort'],
    });
    expect(translate(google({ thinking_level: 'low', depth: 2 }), FLASH)).toEqual({
      config: { thinkingLevel: 'low' },
      adjusted: ['extra_body'],
    });
  });

  it.each([[{ thinking_budget: 5, thinking_level: 'low' }], ['x'], [[]]])('refuses the config %j', (config) => {
    expect(() => translate({ extra_body: { google: { thinking_config: config } } }, FLASH)).toThrow(
      expect.objectContaining({ param: 'extra_body.google.thinking_config' }),
    );
  });
});

import type { BacktestReport, CreateGroupRequest, GroupView, RouteExplanationView } from '@app/contracts/admin';

export const NEW_GROUP: CreateGroupRequest = {
  name: 'support',
  strategy: 'heuristic',
  targets: ['deepseek-v4-flash', 'gpt-5.4-mini'],
  logicLevel: 3,
  primaryUse: 'Customer support',
  settings: { keywords: [{ words: ['refund'], target: 'gpt-5.4-mini' }] },
};

export const A_GROUP: GroupView = {
  name: 'support',
  strategy: 'heuristic',
  targets: NEW_GROUP.targets,
  logicLevel: 3,
  primaryUse: 'Customer support',
  settings: { keywords: [{ words: ['refund'], target: 'gpt-5.4-mini' }] },
  isEnabled: true,
  isSeeded: false,
  version: 1,
  managedBy: null,
  createdAt: 1_795_341_600_000,
  updatedAt: 1_795_341_600_000,
};

export const AN_EXPLANATION: RouteExplanationView = {
  asked: 'support',
  steps: [
    {
      group: 'support',
      strategy: 'heuristic',
      chosen: 'gpt-5.4-mini',
      among: ['deepseek-v4-flash', 'gpt-5.4-mini'],
      by: 'keyword',
      reason: 'the word "refund" is in the prompt',
    },
  ],
  routes: [
    {
      path: ['support', 'gpt-5.4-mini'],
      providerId: 'openai',
      model: 'gpt-5.4-mini',
      adjusted: [],
      cost: { state: 'priced', nanoUsd: 18_000, priceId: 'openai/gpt-5.4-mini#1' },
      picoUsdPerInputToken: 750_000,
      picoUsdPerOutputToken: 4_500_000,
    },
  ],
  dropped: [],
  inputTokens: 6,
  outputTokens: 3,
  ratings: [],
  failure: null,
};

export const A_BACKTEST: BacktestReport = {
  group: 'support',
  ...{ from: 1_795_255_200_000, to: 1_795_341_600_000, decisions: 1_000, undecided: 12, asThen: 981, moved: 140 },
  moves: [
    { from: 'deepseek/deepseek-v4-flash', to: 'openai/gpt-5.4-mini', requests: 140, differenceNanoUsd: 98_000_000 },
  ],
  ...{ presentNanoUsd: 410_000_000, draftNanoUsd: 508_000_000, differenceNanoUsd: 98_000_000, unpriced: 0 },
  caveats: ['Costs are those of the tokens that were used; another model would have used others.'],
};

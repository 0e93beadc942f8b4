import type { WhatIfReport, WhatIfRequest, WhatIfSums } from '@app/contracts/admin';

export const A_WHAT_IF: WhatIfRequest = {
  ...{ from: 1_795_348_800_000, to: 1_795_435_200_000, groupName: 'support' },
  otherModel: 'openai/gpt-4o-mini',
};

const SUMS: WhatIfSums = {
  ...{ requests: 1_204, actualNanoUsd: 3_120_000_000, whatIfNanoUsd: 402_000_000, differenceNanoUsd: -2_718_000_000 },
  ...{ actualUnpriced: 0, whatIfUnpriced: 0 },
};

export const A_WHAT_IF_REPORT: WhatIfReport = {
  ...SUMS,
  ...{ isEstimate: true, source: 'rows', isComplete: true },
  models: [{ model: 'openai/gpt-4o', ...SUMS }],
};

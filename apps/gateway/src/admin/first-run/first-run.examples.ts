import type { FirstRunView } from '@app/contracts/admin';

export const A_FIRST_RUN: FirstRunView = {
  steps: [
    { id: 'password', isDone: true, doneAt: null },
    { id: 'provider', isDone: true, doneAt: null },
    { id: 'client', isDone: true, doneAt: 1_795_390_000_000 },
    { id: 'request', isDone: false, doneAt: null },
  ],
  dismissedAt: null,
  baseUrl: 'https://llm.example.com/v1',
  model: 'fast-flow',
  version: 0,
};

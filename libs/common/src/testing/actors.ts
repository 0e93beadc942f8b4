import type { Actor } from '@app/contracts';

/** Somebody who changes things in a test. */
export const TESTER: Actor = {
  kind: 'command_line',
  id: null,
  name: 'tester',
  role: null,
  address: null,
  requestId: null,
};

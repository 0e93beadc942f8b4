import type { Actor } from '@app/contracts';

const NOBODY = { id: null, role: null, address: null, requestId: null } as const;

/** The gateway itself, e.g. when it makes the first login. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', name: 'system', ...NOBODY };

/** Somebody at the command line, who may do everything: whoever can write the database could anyway. */
export function commandLineActor(userName: string): Actor {
  return { kind: 'command_line', name: userName, ...NOBODY };
}

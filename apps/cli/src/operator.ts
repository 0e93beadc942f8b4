import { userInfo } from 'node:os';
import { commandLineActor } from '@app/common';
import type { Actor } from '@app/contracts';

/** Who is at the command line, for the audit log. */
export function operator(): Actor {
  return commandLineActor(nameOfUser());
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have a number and no name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

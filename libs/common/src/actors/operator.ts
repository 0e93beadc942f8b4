import { userInfo } from 'node:os';
import type { Actor } from '@app/contracts';
import { commandLineActor } from './actors';

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

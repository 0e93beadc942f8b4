import { Injectable } from '@nestjs/common';
import { hashOfNobody, hashPassword, verifyPassword } from './password-hash';
import { WorkGate } from './work-gate';

/** Each takes 19 MiB and a core for 30 ms: more at a time would starve the proxy, which shares the machine. */
const AT_ONCE = 2;
const MAX_WAITING = 64;

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  private readonly gate = new WorkGate('The check of passwords', AT_ONCE, MAX_WAITING);
  private readonly nobody = hashOfNobody();

  /** @throws TemporarilyUnavailableError when too many are waiting */
  hash(password: string): Promise<string> {
    return this.gate.run(() => hashPassword(password));
  }

  /**
   * Whether the password belongs to the hash. Without a hash, because there is no such user, the work is done all the
   * same: an answer that comes sooner would tell who exists.
   * @throws TemporarilyUnavailableError when too many are waiting
   */
  verify(password: string, hash: string | undefined): Promise<boolean> {
    return this.gate.run(() => verifyPassword(password, hash ?? this.nobody));
  }
}

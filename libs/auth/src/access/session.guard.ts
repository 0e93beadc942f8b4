import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { AdminRequiredError, LoginRequiredError, PasswordChangeRequiredError } from '../sessions/session.errors';
import { SessionService, type SessionIdentity } from '../sessions/session.service';
import type { AccessRule } from './access.decorator';
import { sessionTokenOf } from './session-cookie';

/** A request of somebody who has logged in. */
export interface LoggedInRequest {
  identity: SessionIdentity;
}

/** Who is logged in, and may they? */
@Injectable()
export class SessionGuard {
  constructor(private readonly sessions: SessionService) {}

  /** Puts the SessionIdentity on `request.identity`. @throws LoginRequiredError, PasswordChangeRequiredError, AdminRequiredError */
  async identify(
    request: IncomingMessage & Partial<LoggedInRequest>,
    rule: Extract<AccessRule, 'session' | 'viewer' | 'admin'>,
  ): Promise<boolean> {
    const token = sessionTokenOf(request.headers.cookie);
    const identity = token === undefined ? undefined : await this.sessions.identify(token);
    if (!identity) throw new LoginRequiredError();
    if (rule !== 'session' && identity.user.mustChangePassword) throw new PasswordChangeRequiredError();
    if (rule === 'admin' && identity.user.role !== 'admin') throw new AdminRequiredError();
    request.identity = identity;
    return true;
  }
}

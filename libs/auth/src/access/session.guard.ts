import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { LiveSettings } from '@app/config';
import type { UserRole } from '@app/contracts';
import {
  AdminRequiredError,
  LoginRequiredError,
  PasswordChangeRequiredError,
  PlaygroundOffError,
} from '../sessions/session.errors';
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
  constructor(
    private readonly sessions: SessionService,
    @Inject(LiveSettings) private readonly settings: Pick<LiveSettings, 'current'>,
  ) {}

  /** Puts the SessionIdentity on `request.identity`. @throws LoginRequiredError, PasswordChangeRequiredError, AdminRequiredError, PlaygroundOffError */
  async identify(
    request: IncomingMessage & Partial<LoggedInRequest>,
    rule: Exclude<AccessRule, 'public' | 'client'>,
  ): Promise<boolean> {
    const token = sessionTokenOf(request.headers.cookie);
    const identity = token === undefined ? undefined : await this.sessions.identify(token);
    if (!identity) throw new LoginRequiredError();
    if (rule !== 'session' && identity.user.mustChangePassword) throw new PasswordChangeRequiredError();
    this.checkRole(rule, identity.user.role);
    request.identity = identity;
    return true;
  }

  private checkRole(rule: AccessRule, role: UserRole): void {
    const { playgroundAccess, viewersReadBodies } = this.settings.current();
    if (rule === 'playground' && playgroundAccess === 'off') throw new PlaygroundOffError();
    const isForAdmins =
      rule === 'admin' ||
      (rule === 'playground' && playgroundAccess === 'admin') ||
      (rule === 'bodies' && !viewersReadBodies);
    if (isForAdmins && role !== 'admin') throw new AdminRequiredError();
  }
}

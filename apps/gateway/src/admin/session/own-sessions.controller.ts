import { Delete, Get, HttpCode, Param } from '@nestjs/common';
import { Access, OwnSessionsService, type SessionIdentity } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { EndedSessions, OwnSessionList } from '@app/contracts/admin';
import { ActingUser, CurrentLogin } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { ENDED, SESSIONS } from './session.examples';
import { ownSession } from './session-view';

/** One's own logins in all browsers. */
@AdminController('sessions')
@Access('viewer')
export class OwnSessionsController {
  constructor(private readonly sessions: OwnSessionsService) {}

  @Get()
  @Documented({ summary: 'List my sessions', response: 'OwnSessionList', example: { response: SESSIONS } })
  async list(@CurrentLogin() login: SessionIdentity): Promise<OwnSessionList> {
    const sessions = await this.sessions.list(login);
    return { items: sessions.map((session) => ownSession(session, login.session.id)) };
  }

  @Delete('others')
  @Documented({ summary: 'Log me out everywhere else', response: 'EndedSessions', example: { response: ENDED } })
  async endOthers(@CurrentLogin() login: SessionIdentity, @ActingUser() actor: Actor): Promise<EndedSessions> {
    return { ended: await this.sessions.endOthers(actor, login) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Documented({ summary: 'End one of my sessions', status: 204, example: {} })
  async end(
    @Param('id') id: string,
    @CurrentLogin() login: SessionIdentity,
    @ActingUser() actor: Actor,
  ): Promise<void> {
    await this.sessions.end(actor, login, id);
  }
}

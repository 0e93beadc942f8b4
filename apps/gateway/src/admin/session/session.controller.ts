import { Body, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import {
  Access,
  LoginService,
  OwnPasswordService,
  OwnSessionsService,
  type LoginVisitor,
  type SessionIdentity,
} from '@app/auth';
import { GATEWAY_CONFIG, LiveSettings, type GatewayConfig } from '@app/config';
import type { Actor } from '@app/contracts';
import type { SessionView } from '@app/contracts/admin';
import type { GatewayRequest, GatewayResponse } from '../../http/gateway-request';
import { ActingUser, CurrentLogin, RequestVisitor } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { baseUrlFor } from '../http/base-url';
import { Documented } from '../http/documented.decorator';
import { ChangePasswordDto } from './dto/change-password.dto';
import { LoginDto } from './dto/login.dto';
import { PlainHttpWarning } from './plain-http.warning';
import { giveCookie, takeCookie } from './session-cookie';
import { sessionView } from './session-view';
import { CREDENTIALS, PASSWORDS, SESSION } from './session.examples';

/** Logging in and out, and one's own password. */
@AdminController('session')
export class SessionController {
  constructor(
    private readonly logins: LoginService,
    private readonly passwords: OwnPasswordService,
    private readonly sessions: OwnSessionsService,
    private readonly plainHttp: PlainHttpWarning,
    private readonly settings: LiveSettings,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'server'>,
  ) {}

  @Post()
  @Access('public')
  @Documented({
    summary: 'Log in; the session is in a cookie of the answer',
    request: 'LoginRequest',
    response: 'SessionView',
    status: 201,
    example: { request: CREDENTIALS, response: SESSION },
  })
  async logIn(
    @Body() credentials: LoginDto,
    @RequestVisitor() visitor: LoginVisitor,
    @Req() request: GatewayRequest,
    @Res({ passthrough: true }) response: GatewayResponse,
  ): Promise<SessionView> {
    this.plainHttp.consider(request);
    const started = await this.logins.logIn(credentials, visitor);
    giveCookie(request, response, started, credentials.remember);
    return this.view(started, request);
  }

  @Get()
  @Access('session')
  @Documented({ summary: 'Who am I?', response: 'SessionView', example: { response: SESSION } })
  show(@CurrentLogin() login: SessionIdentity, @Req() request: GatewayRequest): SessionView {
    return this.view(login, request);
  }

  @Delete()
  @Access('session')
  @HttpCode(204)
  @Documented({ summary: 'Log out', status: 204, example: {} })
  async logOut(
    @CurrentLogin() login: SessionIdentity,
    @ActingUser() actor: Actor,
    @Req() request: GatewayRequest,
    @Res({ passthrough: true }) response: GatewayResponse,
  ): Promise<void> {
    await this.sessions.logOut(actor, login);
    takeCookie(request, response);
  }

  @Post('password')
  @Access('session')
  @HttpCode(200)
  @Documented({
    summary: 'Change my password',
    description: 'Ends all sessions of the user and begins a new one.',
    request: 'ChangePasswordRequest',
    response: 'SessionView',
    example: { request: PASSWORDS, response: SESSION },
  })
  async changePassword(
    @Body() passwords: ChangePasswordDto,
    @CurrentLogin() login: SessionIdentity,
    @ActingUser() actor: Actor,
    @RequestVisitor() visitor: LoginVisitor,
    @Req() request: GatewayRequest,
    @Res({ passthrough: true }) response: GatewayResponse,
  ): Promise<SessionView> {
    const started = await this.passwords.change(actor, login, passwords, visitor);
    giveCookie(request, response, started, passwords.remember);
    return this.view(started, request);
  }

  private view(login: SessionIdentity, request: GatewayRequest): SessionView {
    return sessionView(login, this.settings.current(), baseUrlFor(request, this.config));
  }
}

import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { PersistenceModule } from '@app/persistence';
import { AccessGuard } from './access/access.guard';
import { ApiKeyGuard } from './api-key/api-key.guard';
import { ApiKeyStrategy } from './api-key/api-key.strategy';
import { ClientKeyService } from './api-key/client-key.service';
import { ClientUse } from './clients/client-use.service';
import { ClientService } from './clients/client.service';
import { SessionGuard } from './access/session.guard';
import { LoginRecords } from './login/login-records';
import { LoginService } from './login/login.service';
import { LoginThrottle } from './login/login-throttle';
import { DefaultAdminService } from './passwords/default-admin.service';
import { OwnPasswordService } from './passwords/own-password.service';
import { Passwords } from './passwords/passwords.service';
import { OwnSessionsService } from './sessions/own-sessions.service';
import { SessionService } from './sessions/session.service';
import { SessionTokens } from './sessions/session-tokens.service';
import { UserService } from './users/user.service';

const EXPORTED = [
  ...[ClientKeyService, ClientService, ClientUse, DefaultAdminService],
  ...[LoginService, OwnPasswordService, OwnSessionsService, SessionService, UserService],
];

@Module({
  imports: [PassportModule.register({ session: false }), PersistenceModule],
  providers: [
    ...EXPORTED,
    ...[LoginRecords, LoginThrottle, Passwords, SessionTokens],
    ...[ApiKeyStrategy, ApiKeyGuard, SessionGuard],
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: EXPORTED,
})
export class AuthModule {}

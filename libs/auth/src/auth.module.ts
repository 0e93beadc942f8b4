import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { PersistenceModule } from '@app/persistence';
import { AccessGuard } from './access/access.guard';
import { ApiKeyGuard } from './api-key/api-key.guard';
import { ApiKeyStrategy } from './api-key/api-key.strategy';
import { ClientKeyService } from './api-key/client-key.service';
import { ClientService } from './clients/client.service';
import { DefaultAdminService } from './passwords/default-admin.service';

@Module({
  imports: [PassportModule.register({ session: false }), PersistenceModule],
  providers: [
    ClientKeyService,
    ClientService,
    DefaultAdminService,
    ApiKeyStrategy,
    ApiKeyGuard,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [ClientKeyService, ClientService, DefaultAdminService],
})
export class AuthModule {}

export { Access } from './access/access.decorator';
export type { AccessRule } from './access/access.decorator';
export { InvalidApiKeyError, RouteClosedError } from './access/auth.errors';
export { ClientKeyService } from './api-key/client-key.service';
export { ClientService, type IssuedKey } from './clients/client.service';
export { shownClient, UNLIMITED, type ClientSettings } from './clients/client-settings';
export { DefaultAdminService } from './passwords/default-admin.service';
export { AuthModule } from './auth.module';

export { Access } from './access/access.decorator';
export type { AccessRule } from './access/access.decorator';
export { InvalidApiKeyError, RouteClosedError } from './access/auth.errors';
export { ClientKeyService, UNLIMITED } from './api-key/client-key.service';
export { DefaultAdminService } from './passwords/default-admin.service';
export { AuthModule } from './auth.module';

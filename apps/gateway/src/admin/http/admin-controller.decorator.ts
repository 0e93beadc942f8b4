import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { AdminBodyInterceptor } from './admin-body.interceptor';
import { EtagInterceptor } from './etag.interceptor';

/**
 * A controller below `/api`: its bodies are read, its objects carry ETags. Not global, because what is global costs every
 * request of /v1 too. Who may use a route is still for `@Access` to say.
 */
export const AdminController = (path: string): ClassDecorator =>
  applyDecorators(Controller(`api/${path}`), UseInterceptors(AdminBodyInterceptor, EtagInterceptor));

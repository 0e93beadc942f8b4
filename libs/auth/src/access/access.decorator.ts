import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/**
 * `public`: anyone; `client`: a holder of an API key; `session`: any login, also one that first has to change its
 * password; `viewer`: any login in order; `admin`: an administrator's; `playground` and `bodies`: those whom the settings say. A route that says nothing is closed to everyone.
 */
export type AccessRule = 'public' | 'client' | 'session' | 'viewer' | 'admin' | 'playground' | 'bodies';

export const ACCESS_RULE = Symbol('AccessRule');

/** Opens a route, or all routes of a controller, to those named. */
export const Access = (rule: AccessRule): CustomDecorator<symbol> => SetMetadata(ACCESS_RULE, rule);

import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** `public`: anyone; `client`: a holder of an API key. A route that says nothing is closed to everyone. */
export type AccessRule = 'public' | 'client';

export const ACCESS_RULE = Symbol('AccessRule');

/** Opens a route, or all routes of a controller, to those named. */
export const Access = (rule: AccessRule): CustomDecorator<symbol> => SetMetadata(ACCESS_RULE, rule);

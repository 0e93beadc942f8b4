import { GatewayError } from '@app/common';

export class UnknownUserError extends GatewayError {
  readonly code = 'user_not_found';
  readonly httpStatus = 404;

  constructor(name: string) {
    super(`There is no user "${name}"; "users list" shows all.`);
  }
}

/** Without an administrator nobody could make one. */
export class LastAdminError extends GatewayError {
  readonly code = 'last_admin';
  readonly httpStatus = 409;

  constructor(username: string) {
    super(`"${username}" is the last administrator who can log in; make somebody else one first.`);
  }
}

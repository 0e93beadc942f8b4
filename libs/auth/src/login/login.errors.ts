import { GatewayError } from '@app/common';

/** Never says which of the two is wrong, nor whether there is such a user, nor whether it is disabled. */
export class WrongLoginError extends GatewayError {
  readonly code = 'invalid_login';
  readonly httpStatus = 401;

  constructor() {
    super('The username or the password is wrong.');
  }
}

/** Says the same for users that do not exist. */
export class TooManyLoginsError extends GatewayError {
  readonly code = 'too_many_logins';
  readonly httpStatus = 429;

  constructor(override readonly retryAfterSeconds: number) {
    super(`Too many logins have failed; try again in ${retryAfterSeconds} s.`);
  }
}

/** Whoever finds a new installation on the internet must not be the first to log in. */
export class DefaultPasswordFromPublicAddressError extends GatewayError {
  readonly code = 'default_password_from_public_address';
  readonly httpStatus = 403;

  constructor() {
    super(
      'The default password works only from this machine and its private networks. Log in from there and change it; or set ' +
        'LLM_PROXY__ADMIN_PASSWORD before the first start; "gophergate reset-admin" on the server restores the default login.',
    );
  }
}

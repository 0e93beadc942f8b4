import { GatewayError } from '@app/common';

/** No session, a forged one, one that has ended: always the same words. */
export class LoginRequiredError extends GatewayError {
  readonly code = 'login_required';
  readonly httpStatus = 401;

  constructor() {
    super('Log in first: POST /api/session. Keys of clients open /v1 only.');
  }
}

export class PasswordChangeRequiredError extends GatewayError {
  readonly code = 'password_change_required';
  readonly httpStatus = 403;

  constructor() {
    super('Change your password first: POST /api/session/password.');
  }
}

export class AdminRequiredError extends GatewayError {
  readonly code = 'admin_required';
  readonly httpStatus = 403;

  constructor() {
    super('Only administrators may do this.');
  }
}

export class UnknownSessionError extends GatewayError {
  readonly code = 'session_not_found';
  readonly httpStatus = 404;

  constructor() {
    super('You have no such session; it may have ended.');
  }
}

export class PlaygroundOffError extends GatewayError {
  readonly code = 'playground_off';
  readonly httpStatus = 403;

  constructor() {
    super('The playground is switched off; an administrator can open it in the settings.');
  }
}

import { GatewayError } from '@app/common';

/** The message never repeats the password. */
export class WeakPasswordError extends GatewayError {
  readonly code = 'weak_password';
  readonly httpStatus = 400;

  constructor(
    problem: string,
    override readonly param: string,
  ) {
    super(`${problem} Choose another one.`);
  }
}

export class WrongPasswordError extends GatewayError {
  readonly code = 'wrong_password';
  readonly httpStatus = 400;
  override readonly param = 'current';

  constructor() {
    super('The current password is wrong.');
  }
}

export class TooManyGuessesError extends GatewayError {
  readonly code = 'too_many_logins';
  readonly httpStatus = 429;

  constructor(override readonly retryAfterSeconds: number) {
    super(`The current password was wrong too often; try again in ${retryAfterSeconds} s.`);
  }
}

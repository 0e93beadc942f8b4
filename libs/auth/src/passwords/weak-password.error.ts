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

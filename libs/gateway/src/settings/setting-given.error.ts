import { GatewayError } from '@app/common';

/** The environment wins over the database, so a change would do nothing. */
export class SettingGivenError extends GatewayError {
  readonly code = 'setting_from_environment';
  readonly httpStatus = 409;

  constructor(
    override readonly param: string,
    variable: string,
  ) {
    super(`${variable} says this; take it out of the environment (and of .env) and restart to change it here.`);
  }
}

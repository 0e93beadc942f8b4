import { GatewayError } from '@app/common';

/** A file that cannot take the place of the database, or a copy that could not be written. */
export class BackupError extends GatewayError {
  readonly code = 'backup_failed';
  readonly httpStatus = 422;
}

/** Somebody else works on the database, so its file must stay where it is. */
export class DatabaseInUseError extends GatewayError {
  readonly code = 'database_in_use';
  readonly httpStatus = 409;

  constructor(file: string, options?: ErrorOptions) {
    super(`A gateway or another command works on "${file}": stop it first.`, options);
  }
}

import { GatewayError } from './gateway.error';

/** What is declared in a file is changed there; a change elsewhere would be undone by the next `apply`. */
export class ManagedByFileError extends GatewayError {
  readonly code = 'managed_by_file';
  readonly httpStatus = 409;

  constructor(
    what: string,
    readonly file: string,
  ) {
    super(`${what} is declared in "${file}"; change it there and run "gophergate apply -f ${file}".`);
  }
}

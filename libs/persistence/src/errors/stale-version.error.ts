import { GatewayError } from '@app/common';

/** Somebody else changed the object since the caller read it. */
export class StaleVersionError extends GatewayError {
  readonly code = 'version_conflict';
  readonly httpStatus = 409;

  constructor(options?: ErrorOptions) {
    super(
      'This was changed by somebody else in the meantime; read it again, look at what is different, and repeat the change.',
      options,
    );
  }
}

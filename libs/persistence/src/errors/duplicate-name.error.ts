import { GatewayError } from '@app/common';

export class DuplicateNameError extends GatewayError {
  readonly code = 'duplicate_name';
  readonly httpStatus = 409;
  override readonly param = 'name';

  constructor(kind: 'client' | 'user' | 'group', name: string, options?: ErrorOptions) {
    super(`A ${kind} named "${name}" exists already; choose another name.`, options);
  }
}

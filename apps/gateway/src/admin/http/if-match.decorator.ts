import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GatewayError, InvalidRequestError } from '@app/common';
import type { GatewayRequest } from '../../http/gateway-request';

const ETAG = /^"(\d{1,15})"$/;

/** Without it, whoever saves last would undo what somebody else has just changed. */
export class PreconditionRequiredError extends GatewayError {
  readonly code = 'precondition_required';
  readonly httpStatus = 428;

  constructor() {
    super('Say which version you have seen: send the ETag of the object as If-Match.');
  }
}

/** The version that the caller has seen, a number. @throws PreconditionRequiredError, InvalidRequestError */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionOf(context.switchToHttp().getRequest<GatewayRequest>().headers['if-match']),
);

export function versionOf(header: string | undefined): number {
  if (header === undefined) throw new PreconditionRequiredError();
  const [, version] = ETAG.exec(header.trim()) ?? [];
  if (version === undefined)
    throw new InvalidRequestError('If-Match holds an ETag as it was sent, such as "3" in its quotes.', 'If-Match');
  return Number(version);
}

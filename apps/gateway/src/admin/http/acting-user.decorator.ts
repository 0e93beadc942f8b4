import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isLocalHost, isPrivateAddress } from '@app/common';
import type { LoggedInRequest, LoginVisitor, SessionIdentity } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { GatewayRequest } from '../../http/gateway-request';

/** A request that passed the guard of a login. */
export type AdminRequest = GatewayRequest & LoggedInRequest;

/** Who makes a change, as services and the audit log want it: an `Actor`. For routes with a login. */
export const ActingUser = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<AdminRequest>()),
);

/** The login itself: a `SessionIdentity`. For routes with a login. */
export const CurrentLogin = createParamDecorator(
  (_: unknown, context: ExecutionContext): SessionIdentity =>
    context.switchToHttp().getRequest<AdminRequest>().identity,
);

/** Where the request comes from: a `LoginVisitor`. For any route. */
export const RequestVisitor = createParamDecorator((_: unknown, context: ExecutionContext): LoginVisitor =>
  visitorOf(context.switchToHttp().getRequest<GatewayRequest>()),
);

export function actorOf({ identity: { user }, gateway: { address, requestId } }: AdminRequest): Actor {
  return { kind: 'user', id: user.id, name: user.username, role: user.role, address, requestId };
}

export function visitorOf({ gateway, headers }: Pick<GatewayRequest, 'gateway' | 'headers'>): LoginVisitor {
  const { address, requestId, isDisguised, host } = gateway;
  // A proxy answers to the names its operator has given it; a browser that comes straight to us may have been sent.
  const isSent = headers['x-forwarded-for'] === undefined && !isLocalHost(host);
  const isNear = !isDisguised && !isSent && isPrivateAddress(address);
  return { address, requestId, userAgent: headers['user-agent'] ?? '', isNear };
}

import { SESSION_COOKIE, type StartedSession } from '@app/auth';
import type { GatewayRequest, GatewayResponse } from '../../http/gateway-request';

/** Pages cannot read it, other sites cannot make a browser send it, and /v1 never sees it. */
const PROTECTED = { httpOnly: true, sameSite: 'strict', path: '/api' } as const;

/** Hands the token to the browser; `remember` keeps it when that is closed, for as long as the session lasts. */
export function giveCookie(
  { gateway: { isSecure } }: GatewayRequest,
  response: GatewayResponse,
  { token, session }: StartedSession,
  remember = false,
): void {
  const lifetime = remember ? { maxAge: session.expiresAt - session.createdAt } : {};
  response.cookie(SESSION_COOKIE, token, { ...PROTECTED, secure: isSecure, ...lifetime });
}

export function takeCookie({ gateway: { isSecure } }: GatewayRequest, response: GatewayResponse): void {
  response.clearCookie(SESSION_COOKIE, { ...PROTECTED, secure: isSecure });
}

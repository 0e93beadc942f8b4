import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { GatewayRequest } from './gateway-request';

const CONTENT_SECURITY_POLICY = 'content-security-policy';
const STRICT_TRANSPORT_SECURITY = 'strict-transport-security';
/** Half a year, for this name alone: others of the domain are not ours to decide about. */
const ONLY_HTTPS = 'max-age=15552000';

const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
});

/** What helmet sets is always the same, so it is worked out once and not for each request. */
const HEADERS: readonly (readonly [name: string, value: string])[] = workedOut();
/** Those that browsers ignore on plain http, or even complain about; a gateway in a LAN has no other. */
const HTTPS_HEADERS: readonly (readonly [name: string, value: string])[] = [
  [STRICT_TRANSPORT_SECURITY, ONLY_HTTPS],
  ['cross-origin-opener-policy', 'same-origin'],
];

/** Tells browsers, on every answer, to trust nothing that is not ours. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  if ((request as GatewayRequest).gateway.isSecure)
    for (const [name, value] of HTTPS_HEADERS) response.setHeader(name, value);
  next();
}

/** Lets one answer bring styles with it that name its nonce. The component library of the dashboard adds some at run time. */
export function allowStyles(response: Response, nonce: string): void {
  const policy = String(response.getHeader(CONTENT_SECURITY_POLICY));
  response.setHeader(CONTENT_SECURITY_POLICY, policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`));
}

function workedOut(): [string, string][] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  protect(request, response, () => undefined);
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}

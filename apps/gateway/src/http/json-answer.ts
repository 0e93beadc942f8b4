import type { GatewayResponse } from './gateway-request';

/** Sends a complete JSON answer as it is. */
export function sendJson(
  response: GatewayResponse,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer | string },
): void {
  response.writeHead(200, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

import type { GatewayConfig } from '@app/config';
import type { GatewayRequest } from '../../http/gateway-request';

/** A name or an address, with or without a port. Pages show it, so it holds nothing else. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The base URL for clients: as the operator says, else as the one who asks has found us (trusted proxies decide what that is). */
export function baseUrlFor(
  { gateway: { host, isSecure } }: Pick<GatewayRequest, 'gateway'>,
  { server: { port, publicUrl } }: { readonly server: Pick<GatewayConfig['server'], 'port' | 'publicUrl'> },
): string {
  if (publicUrl !== undefined) return `${publicUrl.replace(/\/+$/, '')}/v1`;
  const known = host !== undefined && HOST.test(host) ? host : `localhost:${port}`;
  return `${isSecure ? 'https' : 'http'}://${known}/v1`;
}

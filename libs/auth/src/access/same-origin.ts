import type { IncomingMessage } from 'node:http';
import { CrossSiteRequestError } from './auth.errors';

const SAFE_METHODS: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);
/** `none`: typed by the user. `same-site` is refused: another port or subdomain is another site to us. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** A request of which it is known how the client reached us. */
export interface ArrivedRequest extends IncomingMessage {
  readonly gateway?: { readonly isSecure: boolean; readonly host: string | undefined };
}

/**
 * Refuses changes that a page of another site asks for in the name of whoever is logged in. Browsers say where a
 * request comes from; programs say nothing, and have no cookie that anybody could abuse.
 * @throws CrossSiteRequestError
 */
export function refuseCrossSite({ method, headers, gateway }: ArrivedRequest): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !OWN_SITES.has(site)) throw new CrossSiteRequestError();
  const { origin } = headers;
  if (origin !== undefined && origin !== ownOrigin(gateway)) throw new CrossSiteRequestError(origin);
}

/** As a browser writes it: without the port that the scheme implies. */
function ownOrigin(gateway: ArrivedRequest['gateway']): string | undefined {
  if (gateway?.host === undefined) return undefined;
  const url = `${gateway.isSecure ? 'https' : 'http'}://${gateway.host}`;
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

import type { IncomingHttpHeaders } from 'node:http';
import { isWithin, parsedAddress, plainAddress, type AddressRange } from './addresses';

const MAX_KNOWN_PEERS = 1_000;
const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;

/** What a connection and its headers say of where a request comes from. */
export interface Arrival {
  readonly socketAddress: string | undefined;
  readonly isEncrypted: boolean;
  readonly headers: IncomingHttpHeaders;
}

/** Where a request comes from, as far as those who may say so have said it. */
export interface Origin {
  /** Of the client; empty where the connection is gone already. */
  readonly address: string;
  /** The client came by https. */
  readonly isSecure: boolean;
  /** Host and port by which the client knows us; undefined where it did not say. */
  readonly host: string | undefined;
  /** It carries a forwarding header of somebody who is not trusted: the client may be anybody behind that address. */
  readonly isDisguised: boolean;
}

/**
 * Decides who a client is. Forwarding headers count only as far as they come from proxies the operator has named:
 * `x-forwarded-for` is read from the right, hop by hop, up to the first address that is no such proxy.
 * (Express' own `trust proxy` believes `x-forwarded-host` and `-proto` from the left, which a client may have written.)
 */
export class TrustedProxies {
  private readonly knownPeers = new Map<string, boolean>();

  constructor(private readonly ranges: readonly AddressRange[]) {}

  originOf({ socketAddress, isEncrypted, headers }: Arrival): Origin {
    const peer = plainAddress(socketAddress);
    if (!this.isTrusted(peer)) {
      const isDisguised = FORWARDING.some((name) => headers[name] !== undefined);
      return { address: peer, isSecure: isEncrypted, host: headers.host, isDisguised };
    }
    const proto = lastOf(headers['x-forwarded-proto'])?.toLowerCase();
    return {
      address: this.clientBehind(peer, headers['x-forwarded-for']),
      isSecure: proto === undefined ? isEncrypted : proto === 'https',
      host: lastOf(headers['x-forwarded-host']) ?? headers.host,
      isDisguised: false,
    };
  }

  private clientBehind(peer: string, forwardedFor: string | string[] | undefined): string {
    let client = peer;
    for (const hop of listOf(forwardedFor).reverse()) {
      const address = parsedAddress(hop);
      // Whoever wrote this is trusted, but it is no address: the last one we know for sure stands.
      if (address === undefined) return client;
      client = address;
      if (!isWithin(address, this.ranges)) return client;
    }
    return client;
  }

  /** Few peers send many requests, so the answer is remembered. */
  private isTrusted(peer: string): boolean {
    if (this.ranges.length === 0) return false;
    const known = this.knownPeers.get(peer);
    if (known !== undefined) return known;
    const isTrusted = isWithin(peer, this.ranges);
    if (this.knownPeers.size >= MAX_KNOWN_PEERS) this.knownPeers.clear();
    this.knownPeers.set(peer, isTrusted);
    return isTrusted;
  }
}

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** What the nearest proxy wrote; those before it may be the client's. */
function lastOf(header: string | string[] | undefined): string | undefined {
  return listOf(header).at(-1);
}

import ipaddr from 'ipaddr.js';

/** An address with its prefix length, as ipaddr.js keeps it. */
export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number];

const PRIVATE: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal']);
const MAPPED_PREFIX = '::ffff:';
const IPV6_BITS = 128;
const IPV4_BITS = 32;
const MAPPED_BITS = IPV6_BITS - IPV4_BITS;

/** `10.0.0.0/8`, `2001:db8::/32` or a single address; undefined for anything else. */
export function rangeOf(text: string): AddressRange | undefined {
  const [base = ''] = text.split('/');
  // Without this, "10" and "0x7f.1" would be addresses too.
  if (!ipaddr.IPv4.isValidFourPartDecimal(base) && !ipaddr.IPv6.isValid(base)) return undefined;
  if (ipaddr.isValidCIDR(text)) return unmapped(ipaddr.parseCIDR(text));
  if (base !== text) return undefined;
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? IPV4_BITS : IPV6_BITS];
}

/** Whether the address, in its plain form, is in one of the ranges. */
export function isWithin(address: string, ranges: readonly AddressRange[]): boolean {
  if (ranges.length === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

/** This machine and its private networks: loopback, RFC 1918, link-local, unique local. */
export function isPrivateAddress(address: string): boolean {
  return ipaddr.isValid(address) && PRIVATE.has(ipaddr.process(address).range());
}

/** As sockets give it, without the IPv6 wrapping that a dual-stack socket puts around IPv4, and without a zone. Cheap: asked for each request. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return '';
  if (address.startsWith(MAPPED_PREFIX) && address.includes('.')) return address.slice(MAPPED_PREFIX.length);
  const zone = address.indexOf('%');
  return zone === -1 ? address : address.slice(0, zone);
}

/** The same address however it was written in a header (with a port, in brackets, wrapped); undefined when it is none. */
export function parsedAddress(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const range = rangeOf(bare);
  return bare.includes('/') ? undefined : range?.[0].toString();
}

function unmapped([address, bits]: AddressRange): AddressRange {
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS;
  return isMapped ? [address.toIPv4Address(), bits - MAPPED_BITS] : [address, bits];
}

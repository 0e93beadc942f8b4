import { isIP } from 'node:net';

/** Names that nobody can register on the internet. */
const LOCAL_ENDINGS = [
  '.localhost',
  '.local',
  '.lan',
  '.home',
  '.home.arpa',
  '.internal',
  '.intranet',
  '.corp',
  '.test',
];

/**
 * Whether a `Host` header names a machine nearby: by address, by a name without dots, or by one that only private
 * networks use. A page whose public name suddenly means our address (DNS rebinding) is not nearby, though its browser is.
 */
export function isLocalHost(host: string | undefined): boolean {
  const name = nameOf(host);
  if (name === undefined) return false;
  return isIP(name) !== 0 || !name.includes('.') || LOCAL_ENDINGS.some((ending) => name.endsWith(ending));
}

function nameOf(host: string | undefined): string | undefined {
  const url = `http://${host ?? ''}`;
  if (host === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

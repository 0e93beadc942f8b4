import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@app/common';

const VERSION = 'v1';
/** Keeps this key apart from all others that come from the same encryption key. */
const KEY_PURPOSE = 'gophergate session v1';
/** A token of ours has about 250 characters; what is longer is not worth a hash. */
const MAX_CHARS = 1_000;

/** What a token says; the record on the server decides whether it still holds. */
export interface SessionClaims {
  readonly sessionId: string;
  readonly userId: string;
  /** Of the user at the login: when it has risen since, the token is worth nothing. */
  readonly sessionVersion: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The key that signs tokens: another one after the encryption key has been changed, which ends all sessions. */
export function sessionKeyOf(keys: Pick<KeyRing, 'derived'>): Buffer {
  return keys.derived(KEY_PURPOSE);
}

/** `v1.<claims>.<mac>`, both base64url. There is one algorithm, and no field that could name another. */
export function signedToken(claims: SessionClaims, key: Buffer): string {
  const signed = `${VERSION}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${macOf(signed, key)}`;
}

/** What the token says if it is ours, whether or not it has expired. */
export function readToken(token: string, key: Buffer): SessionClaims | undefined {
  if (token.length > MAX_CHARS) return undefined;
  const [version, payload, mac, ...rest] = token.split('.');
  if (version !== VERSION || payload === undefined || mac === undefined || rest.length > 0) return undefined;
  if (!isSame(mac, macOf(`${version}.${payload}`, key))) return undefined;
  // Nobody else can have written it.
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as SessionClaims;
}

function macOf(signed: string, key: Buffer): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

/** Compares the texts, not the bytes they stand for: the last character of base64url has bits that mean nothing. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

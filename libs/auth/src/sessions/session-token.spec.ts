import { createHmac, randomBytes } from 'node:crypto';
import { KeyRing } from '@app/common';
import { readToken, sessionKeyOf, signedToken, type SessionClaims } from './session-token';

const secret = Buffer.from('a secret of thirty-two bytes, ok');
const key = sessionKeyOf(KeyRing.of(secret));
const claims: SessionClaims = {
  sessionId: 'session-1',
  userId: 'user-1',
  sessionVersion: 3,
  expiresAt: 1_795_000_000_000,
};
const token = signedToken(claims, key);
const [, payload = '', mac = ''] = token.split('.');
const signedWith = (signed: string, other: Buffer): string =>
  `${signed}.${createHmac('sha256', other).update(signed).digest('base64url')}`;

describe('a session token', () => {
  it('is read as it was written', () => {
    expect(token).toMatch(/^v1\.[\w-]+\.[\w-]{43}$/);
    expect(readToken(token, key)).toEqual(claims);
  });

  it('is worthless once any bit of any character is another', () => {
    const accepted: string[] = [];
    for (let at = 0; at < token.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = Buffer.from(token);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        for (const text of [bytes.toString('latin1'), bytes.toString('utf8')])
          if (readToken(text, key) !== undefined) accepted.push(text);
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['its version alone', 'v1'],
    ['no mac', `v1.${payload}`],
    ['an empty mac', `v1.${payload}.`],
    ['a mac cut short', `v1.${payload}.${mac.slice(0, -1)}`],
    ['a mac and more', `v1.${payload}.${mac}A`],
    ['a fourth part', `${token}.x`],
    ['another version', `v2.${payload}.${mac}`],
    ['another version, signed', signedWith(`v2.${payload}`, key)],
    ['no payload', signedWith('v1', key)],
    ['an unsigned one as other formats know it', `v1.${Buffer.from('{"alg":"none"}').toString('base64url')}.`],
    ['a blank behind it', `${token} `],
    ['a mac in hex', `v1.${payload}.${Buffer.from(mac, 'base64url').toString('hex')}`],
    ['padding', `v1.${payload}.${mac}=`],
    ['a mac by the encryption key itself', signedWith(`v1.${payload}`, secret)],
    ['a mac by an empty key', signedWith(`v1.${payload}`, Buffer.alloc(0))],
    ['a mac by another key', signedToken(claims, randomBytes(32))],
    ['a very long one', `v1.${'A'.repeat(100_000)}.${mac}`],
  ])('is none with %s', (_, text) => {
    expect(readToken(text, key)).toBeUndefined();
  });

  it('cannot be read by another installation', () => {
    expect(readToken(token, sessionKeyOf(KeyRing.of(randomBytes(32))))).toBeUndefined();
  });
});

describe('sessionKeyOf', () => {
  it('gives one key for one secret, which is not the secret', () => {
    expect(sessionKeyOf(KeyRing.of(secret))).toEqual(key);
    expect(key).toHaveLength(32);
    expect(key).not.toEqual(secret);
  });

  it('gives another one when the encryption key is changed', () => {
    expect(sessionKeyOf(KeyRing.of(randomBytes(32), secret))).not.toEqual(key);
  });
});

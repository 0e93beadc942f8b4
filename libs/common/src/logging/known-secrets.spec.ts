import { randomBytes } from 'node:crypto';
import { KnownSecrets } from './known-secrets';

/** Of no shape that a pattern would catch. */
const SECRET = 'hunter2/käse+"quoted"';

describe('KnownSecrets', () => {
  let secrets: KnownSecrets;
  beforeEach(() => {
    secrets = new KnownSecrets();
    secrets.add(SECRET);
  });

  it.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify({ key: SECRET })],
    ['in an address', `https://host/?key=${encodeURIComponent(SECRET)}&x=1`],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ...['', 'a', 'ab', 'abc', 'admin:'].map((before) => [
      `in base64 after ${JSON.stringify(before)}`,
      Buffer.from(`${before}${SECRET}`).toString('base64'),
    ]),
    ['in base64 before something else', Buffer.from(`${SECRET}@host`).toString('base64')],
  ])('hides one %s', (_, text) => {
    const shown = secrets.redacted(`before ${text} after`);
    expect(shown).toContain('[redacted]');
    expect(shown).not.toContain('hunter2');
    for (const base64 of shown.match(/[A-Za-z0-9+/_-]{4,}/g) ?? []) {
      expect(Buffer.from(base64, 'base64').toString('latin1')).not.toMatch(/unte|quot/);
    }
    expect(shown).toMatch(/^before .* after$/);
  });

  it.each(['hex', 'base64', 'base64url'] as const)('hides a key of bytes in %s', (encoding) => {
    const key = randomBytes(32);
    secrets.addKey(key);
    expect(secrets.redacted(`key=${key.toString(encoding)};`)).toBe('key=[redacted];');
  });

  it('hides the whole of a secret that begins with another one', () => {
    secrets.add('hunter2/');
    expect(secrets.redacted(SECRET)).toBe('[redacted]');
  });

  it('takes what is empty or short for no secret', () => {
    for (const text of [undefined, '', 'a', 'admin']) secrets.add(text);
    expect(secrets.redacted('an admin and a key')).toBe('an admin and a key');
  });

  it('hides what looks like a secret, known or not', () => {
    expect(new KnownSecrets().redacted('Bearer abcdef123456 sk-gg-abcdefgh12345678')).toBe('[redacted] [redacted]');
  });
});

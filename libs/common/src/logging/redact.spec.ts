import { redacted } from './redact';

describe('redacted', () => {
  it.each([
    'Incorrect API key provided: sk-proj-abcdefgh12345678.',
    'key AIzaSyA1234567890abcdef is wrong',
    'Authorization: Bearer abcdef123456',
    'organisation org-A1b2C3d4 has no access',
    'xai-1234567890 is blocked',
  ])('hides the secret of %j', (text) => {
    expect(redacted(text)).toContain('[redacted]');
    expect(redacted(text)).not.toMatch(/abcdef|1234567|A1b2C3/);
  });

  it('hides a known secret of any shape, and leaves other text alone', () => {
    expect(redacted('the word hunter22 leaked', ['hunter22'])).toBe('the word [redacted] leaked');
    expect(redacted('max_tokens is too large: 5000', [''])).toBe('max_tokens is too large: 5000');
  });
});

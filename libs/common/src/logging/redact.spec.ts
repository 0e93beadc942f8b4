import { redacted } from './redact';

describe('redacted', () => {
  it.each([
    'Incorrect API key provided: sk-proj-abcdefgh12345678.',
    'key AIzaSyA1234567890abcdef is wrong',
    'Authorization: Bearer abcdef123456',
    'cookie v1.abcdefabcdefabcdefab.abcdefabcdefabcdefab here',
    'protocol ticket.abcdefabcdefabcd',
    'organisation org-A1b2C3d4 has no access',
    'xai-1234567890 is blocked',
    'sk-gg-abcdef_1234567890 is ours',
    'key sk-1234567890abcdef1234567890abcdef is disabled',
    'account <ak-abcdefgh1234567> has no balance',
    'Limit reached in project proj_A1b2C3d4e5 organization org-A1b2C3d4',
    'project proj_abcdefghijklmnopqrstuvwx',
    'ask abcdef.someone+1@mail.example.com to top up',
  ])('hides the secret of %j', (text) => {
    expect(redacted(text)).toContain('[redacted]');
    expect(redacted(text)).not.toMatch(/abcdef|1234567|A1b2C3/);
  });

  it('hides a known secret of any shape, and leaves other text alone', () => {
    expect(redacted('the word hunter22 leaked', ['hunter22'])).toBe('the word [redacted] leaked');
    expect(redacted('max_tokens is too large: 5000', [''])).toBe('max_tokens is too large: 5000');
  });

  it.each(['an org-wide limit', 'the project_manager tool', 'team-building', 'gpt-4o@2024', 'a @ b'])(
    'takes %j for no secret',
    (text) => {
      expect(redacted(text)).toBe(text);
    },
  );

  it('stays quick on a long text without a secret', () => {
    const text = `${'a.'.repeat(30_000)}@${'b-'.repeat(1_000)}`;
    expect(redacted(text)).toBe(text);
  });
});

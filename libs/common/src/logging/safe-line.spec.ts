import { KnownSecrets } from './known-secrets';
import { safeLine, safeText } from './safe-line';

const secrets = new KnownSecrets();
secrets.add('a planted secret');
const line = (event: object): string => `${JSON.stringify(event)}\n`;
const written = (event: object): Record<string, unknown> =>
  JSON.parse(safeLine(line(event), secrets)) as Record<string, unknown>;

describe('safeLine', () => {
  it('leaves an innocent line as it is', () => {
    const text = line({ level: 'info', msg: 'GopherGate serves on http://127.0.0.1:8080' });
    expect(safeLine(text, secrets)).toBe(text);
  });

  it('hides known secrets wherever they stand', () => {
    expect(written({ msg: 'x a planted secret', err: { stack: ['a planted secret'] } })).toEqual({
      msg: 'x [redacted]',
      err: { stack: ['[redacted]'] },
    });
  });

  it.each(['\n', '\r\n', '\u001b[2J', '\u009b2J', '\u2028', '\u0085', '\0'])(
    'keeps %j on one line, in JSON',
    (text) => {
      const safe = safeLine(line({ msg: `a${text}b` }), secrets);
      expect(safe.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(JSON.parse(safe)).toEqual({ msg: `a${text}b` });
    },
  );

  it.each<[string, object]>([
    ['a long message', { level: 'error', msg: 'x'.repeat(50_000) }],
    ['a long field', { level: 'error', msg: 'short', body: { text: 'x'.repeat(50_000) } }],
    [
      'many fields',
      { level: 'error', msg: 'short', ...Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`f${i}`, i])) },
    ],
  ])('cuts %s to 16 KB, and says so', (_, event) => {
    const safe = safeLine(line(event), secrets);
    expect(safe.length).toBeLessThanOrEqual(16_384 + 1);
    expect(safe.endsWith('}\n')).toBe(true);
    expect(JSON.parse(safe)).toMatchObject({
      level: 'error',
      msg: expect.stringMatching(/^(short|x+…)$/),
      isCut: true,
    });
  });

  it('keeps what is no JSON', () => {
    expect(JSON.parse(safeLine('y'.repeat(20_000), secrets))).toMatchObject({ isCut: true });
  });
});

describe('safeText', () => {
  it('keeps lines, and neither secrets nor what moves a cursor', () => {
    expect(safeText('one\n\ttwo \u001b[31mred a planted secret\r', secrets)).toBe(
      'one\n\ttwo \\u001b[31mred [redacted]\\u000d',
    );
  });
});

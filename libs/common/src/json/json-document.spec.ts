import { InvalidRequestError } from '../errors/request.errors';
import { JsonDocument } from './json-document';

const parse = (text: string): JsonDocument => JsonDocument.parse(Buffer.from(text));
const rewrite = (text: string, change: Record<string, unknown>): string => {
  const document = parse(text);
  return document.serialize({ ...document.value, ...change }).toString();
};

describe('JsonDocument.parse', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"a":'],
    ['an array', '[1]'],
    ['a string', '"a"'],
    ['null', 'null'],
    ['NaN', '{"a":NaN}'],
    ['a byte order mark', '\uFEFF{"a":1}'],
    ['10,000 levels', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ])('refuses %s with a 400', (_, text) => {
    expect(() => parse(text)).toThrow(InvalidRequestError);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => JsonDocument.parse(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow('UTF-8');
  });

  it('says where the JSON breaks, and nothing of what stood there', () => {
    expect(() => parse('{"model": secret}')).toThrow(/not valid JSON/);
    expect(() => parse('{"model": secret}')).not.toThrow(/secret/);
  });

  it('does not let __proto__ reach a prototype', () => {
    const { value } = parse('{"__proto__":{"polluted":true},"model":"a"}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.hasOwn({ ...value }, '__proto__')).toBe(true);
  });
});

describe('JsonDocument.serialize', () => {
  it('returns the very bytes when nothing changed', () => {
    const document = parse(' { "model" : "a", "n": 1e400 } ');
    expect(document.serialize(document.value)).toBe(document.bytes);
    expect(document.serialize({ ...document.value })).toBe(document.bytes);
  });

  it('replaces one field and copies the others byte for byte', () => {
    expect(rewrite('{"model":"a","seed":12345678901234567890,"x":"\\u0041"}', { model: 'b' })).toBe(
      '{"model":"b","seed":12345678901234567890,"x":"\\u0041"}',
    );
  });

  it('adds and removes fields', () => {
    expect(rewrite('{"stop":"x","model":"a"}', { stop: undefined, stream_options: { include_usage: true } })).toBe(
      '{"model":"a","stream_options":{"include_usage":true}}',
    );
    expect(rewrite('{}', { a: 1 })).toBe('{"a":1}');
    expect(rewrite('{"a":1}', { a: undefined })).toBe('{}');
  });

  it('writes a doubled name once, with the value we acted upon', () => {
    expect(rewrite('{"model":"a","model":"b"}', { n: 1 })).toBe('{"model":"b","n":1}');
    const unchanged = parse('{"model":"a","stream":true,"model":"b","stream":false}');
    expect(unchanged.serialize(unchanged.value).toString()).toBe('{"model":"b","stream":false}');
  });

  it.each([
    String.raw`{"a\"b":1,"c":"{\"x\":[1,2]}","model":"m"}`,
    String.raw`{"text":"ends in a backslash \\","model":"m"}`,
    String.raw`{"t":"${'x'.repeat(46)}\\","model":"m"}`,
    String.raw`{"t":"${'x'.repeat(47)}\\\"y","model":"m"}`,
    String.raw`{"t":"${'x'.repeat(200)}\\\\\"","model":"m","u":"日本語 \" , } ]"}`,
    '{"deep":{"model":"inner","list":[{"model":"x"}]}, "model" : "m" }',
  ])('finds the top-level field in %s', (text) => {
    const next = JSON.parse(rewrite(text, { model: 'changed' })) as Record<string, unknown>;
    expect(next).toEqual({ ...(JSON.parse(text) as Record<string, unknown>), model: 'changed' });
  });

  it('agrees with JSON.stringify on strings cut at every length around the fast path', () => {
    for (let length = 0; length < 120; length++) {
      for (const tail of ['', '\\', '"', '\\"', '\n\\\\']) {
        const value = { text: 'x'.repeat(length) + tail, model: 'm', list: [{ a: tail }] };
        expect(JSON.parse(rewrite(JSON.stringify(value), { model: 'n' }))).toEqual({ ...value, model: 'n' });
      }
    }
  });
});

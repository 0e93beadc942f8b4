import { JsonArrayDecoder } from './json-array-decoder';
import { SseDecoder } from './sse-decoder';

function cut(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

const sizes = [1, 2, 3, 7, 64, 100_000];

describe('SseDecoder', () => {
  const decode = (text: string, size: number): string[] => {
    const events: string[] = [];
    const decoder = new SseDecoder((data) => events.push(data));
    for (const piece of cut(text, size)) decoder.push(piece);
    decoder.end();
    return events;
  };

  it.each(sizes)('reads the same events from pieces of %d bytes', (size) => {
    const text =
      ': keep-alive\r\n\r\ndata: {"t":"日本語 🐹"}\r\n\r\n\n\ndata:no space\n\nevent: x\ndata: a\ndata: b\n\ndata: [DONE]\n\n';
    expect(decode(text, size)).toEqual(['{"t":"日本語 🐹"}', 'no space', 'a\nb', '[DONE]']);
  });

  it.each(['data: last', 'data: last\n', 'data: last\r\n', 'data: last\n\n'])(
    'delivers the last event of %j',
    (text) => {
      expect(decode(text, 3)).toEqual(['last']);
    },
  );

  it.each(sizes)('trap 36: keeps characters whole that are cut in two, in pieces of %d bytes', (size) => {
    const text = '中文字符，日本語、한국어 🐹';
    expect(decode(`data: ${text}\n\ndata: ${text}${text}\n\n`, size)).toEqual([text, text + text]);
  });

  it.each(sizes)('trap 37: reads each event once from CRLF lines in pieces of %d bytes', (size) => {
    const text = 'data:{"n":1}\r\n\r\ndata: {"n":2}\r\n\r\nevent: x\r\ndata:{"n":3}\r\n\r\ndata: [DONE]\r\n\r\n';
    expect(decode(text, size)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}', '[DONE]']);
  });

  describe.each(sizes)('an error that is no event, in pieces of %d bytes', (size) => {
    const error = { error: { code: 503, message: 'out of "steam" {[', details: [{ a: 1 }] } };
    const before = 'data: {"n":1}\n\n';

    it.each([
      ['over several lines', JSON.stringify(error, null, 2)],
      ['over several lines with CRLF', `${JSON.stringify(error, null, 2).replaceAll('\n', '\r\n')}\r\n`],
      ['on one line', `${JSON.stringify(error)}\n`],
      ['on one line without an end', JSON.stringify(error)],
      ['in an array', JSON.stringify([error], null, 1)],
      ['with blank lines inside', JSON.stringify(error, null, 1).replaceAll('\n', '\n\n')],
      ['closed on an indented line', JSON.stringify(error, null, 2).replace(/\}$/, '  }')],
      ['behind a comment', `: keep-alive\n${JSON.stringify(error, null, 2)}`],
    ])('is delivered: %s', (_, body) => {
      expect(decode(before + body, size)).toEqual(['{"n":1}', JSON.stringify(error)]);
    });

    it.each([
      ['garbage', '<html>\n{oops\n}\n12\n'],
      ['JSON without an error', `${JSON.stringify({ choices: [] }, null, 2)}\n`],
      ['an empty error', '{"error":null}\n'],
      ['an error that an event interrupts', '{"error":\ndata: {"n":2}\n\n{"a":1}}\n'],
    ])('is not: %s', (_, lines) => {
      const events = decode(`${before}${lines}\ndata: last\n\n`, size);
      expect(events.filter((event) => event.includes('error'))).toEqual([]);
      expect(events.at(-1)).toBe('last');
    });
  });

  it('collects no more than 64 KB of what is no event', () => {
    const filler = `"${'x'.repeat(1_000)}",\n`;
    const body = (lines: number): string => `{"error":{"message":[\n${filler.repeat(lines)}1]\n}\n}\n`;
    expect(decode(body(60), 5_000)).toHaveLength(1);
    expect(decode(body(70), 5_000)).toEqual([]);
  });

  it('tries to read no body more often than an error is worth', () => {
    const body = (elements: number): string => `[\n{"error":1\n}\n${',{\n}\n'.repeat(elements)}]\n`;
    expect(decode(body(10), 100_000)).toEqual(['{"error":1}']);
    expect(decode(body(100), 100_000)).toEqual([]);
  });

  it('refuses an event of more than 8 MB', () => {
    const decoder = new SseDecoder(() => undefined);
    const block = Buffer.alloc(1024 * 1024, 'x');
    decoder.push(Buffer.from('data: '));
    expect(() => {
      for (let i = 0; i < 10; i++) decoder.push(block);
    }).toThrow('larger than');
  });
});

describe('JsonArrayDecoder', () => {
  const decode = (text: string, size: number): unknown[] => {
    const elements: unknown[] = [];
    const decoder = new JsonArrayDecoder((element) => elements.push(element));
    for (const piece of cut(text, size)) decoder.push(piece);
    decoder.end();
    return elements;
  };

  it.each(sizes)('reads the same elements from pieces of %d bytes', (size) => {
    expect(decode('[{"a":"日本 ]},{"}\n,\r\n{"b":[1,{"c":2}]}\r\n]', size)).toEqual([
      { a: '日本 ]},{' },
      { b: [1, { c: 2 }] },
    ]);
  });

  it.each(sizes)("lets its listener's own failure through as it is, from pieces of %d bytes", (size) => {
    const seen: unknown[] = [];
    const failure = new TypeError('mine');
    const decoder = new JsonArrayDecoder((element) => {
      if (element === 2) throw failure;
      seen.push(element);
    });
    expect(() => {
      for (const piece of cut('[1,2,3]', size)) decoder.push(piece);
    }).toThrow(failure);
    expect(seen).toEqual([1]);
  });

  it('refuses what is no array and what is never closed', () => {
    expect(() => decode('[{"a":1},', 4)).toThrow('ended inside');
    expect(() => decode('[{"a":nope}]', 4)).toThrow('not a JSON array');
  });
});

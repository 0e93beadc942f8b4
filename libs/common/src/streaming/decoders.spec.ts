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

  it('refuses what is no array and what is never closed', () => {
    expect(() => decode('[{"a":1},', 4)).toThrow('ended inside');
    expect(() => decode('[{"a":nope}]', 4)).toThrow('not a JSON array');
  });
});

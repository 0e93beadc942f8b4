import { MalformedStreamError } from '@app/common';
import { pieces } from '../../testing/chat-call';
import { EventStreamDecoder } from './event-stream';

function decode(text: string, size: number): string[] {
  const found: string[] = [];
  const decoder = new EventStreamDecoder((data) => found.push(data));
  for (const piece of pieces(text, size)) decoder.push(piece);
  decoder.end();
  return found;
}

describe('EventStreamDecoder', () => {
  const error = '{\n  "error": {\n    "code": 499\n  }\n}\n';

  describe.each([1, 2, 3, 10, 1_000])('cut at %d bytes', (size) => {
    it.each<[string, string, string[]]>([
      ['events', 'data: {"a":1}\r\n\r\ndata: {"b":2}\r\n\r\n', ['{"a":1}', '{"b":2}']],
      ['an event without its last newline', 'data: {"a":1}', ['{"a":1}']],
      ['a bare error behind events', `data: {"a":1}\n\n${error}`, ['{"a":1}', error]],
      ['a bare error and nothing else', error, [error]],
      ['a bare error behind CRLF', `data: 日本\r\n\r\n${error}`, ['日本', error]],
      ['a comment with a brace in it', ': {not json}\n\ndata: x\n\n', ['x']],
    ])('reads %s', (_, text, found) => {
      expect(decode(text, size)).toEqual(found);
    });
  });

  it('does not gather bare text without end', () => {
    const decoder = new EventStreamDecoder(() => undefined);
    decoder.push(Buffer.from('{'));
    expect(() => decoder.push(Buffer.alloc(1_000_000, 'x'))).toThrow(MalformedStreamError);
  });
});

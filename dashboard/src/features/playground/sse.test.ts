import { SseReader } from './sse';

const read = (...pieces: string[]): string[] => {
  const reader = new SseReader();
  return pieces.flatMap((piece) => reader.push(piece));
};

it.each([
  ['an event', ['data: {"a":1}\n\n'], ['{"a":1}']],
  ['events in one piece', ['data: 1\n\ndata: 2\n\ndata: [DONE]\n\n'], ['1', '2', '[DONE]']],
  ['an event in pieces', ['da', 'ta: {"a"', ':1}\n', '\n'], ['{"a":1}']],
  ['CR LF', ['data: 1\r\n\r\ndata: 2\r\n\r\n'], ['1', '2']],
  ['CR LF cut in its middle', ['data: 1\r', '\n\r', '\ndata: 2\r\n\r\n'], ['1', '2']],
  ['data of several lines', ['data: a\ndata: b\n\n'], ['a\nb']],
  ['no space after the colon', ['data:1\n\n'], ['1']],
  ['comments and other fields', [': still there\n\nevent: x\ndata: 1\nid: 7\n\n'], ['1']],
  ['an event that does not end', ['data: 1\n'], []],
])('reads %s', (_, pieces, data) => {
  expect(read(...pieces)).toEqual(data);
});

it('reads the same wherever it is cut', () => {
  const text = ': hello\r\n\r\ndata: {"b":"ü"}\n\ndata: x\r\n\r\ndata: [DONE]\n\n';
  for (let cut = 0; cut <= text.length; cut += 1)
    expect(read(text.slice(0, cut), text.slice(cut))).toEqual(['{"b":"ü"}', 'x', '[DONE]']);
});

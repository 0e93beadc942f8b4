import { pieces } from '../../testing/chat-call';
import { PassedEvents } from './passed-events';

const FIRST = 'event: response.created\ndata: {"type":"response.created","text":"Grüße ☕"}\n\n';
const SECOND = ': keep-alive\n\ndata: {"type":"response.completed"}\n\n';
const STREAM = `${FIRST}${SECOND}data: [DONE]\n\n`;
const BYTES = Buffer.byteLength(STREAM);

interface Passed {
  readonly wires: readonly string[];
  readonly shown: readonly unknown[];
  readonly failure: Error | undefined;
}

/** Everything that passes until the provider closes the stream. */
function passed(parts: readonly Buffer[]): Passed {
  const shown: unknown[] = [];
  const events = new PassedEvents('acme', (data, event) => shown.push([data['type'], event]));
  const items = [...parts.map((part) => events.push(part)), events.end()];
  return { wires: items.map(({ wire }) => wire), shown, failure: items.find(({ failure }) => failure)?.failure };
}

const SHOWN = [
  ['response.created', 'response.created'],
  ['response.completed', undefined],
];

describe('PassedEvents', () => {
  it('lets the text pass as it came, cut at every byte', () => {
    for (let at = 0; at <= BYTES; at++) {
      const bytes = Buffer.from(STREAM);
      const { wires, shown, failure } = passed([bytes.subarray(0, at), bytes.subarray(at)]);
      expect({ at, text: wires.join(''), shown, failure }).toEqual({
        at,
        text: STREAM,
        shown: SHOWN,
        failure: undefined,
      });
    }
  });

  it.each([1, 2, 3, 7, 64])('passes whole events alone when cut into pieces of %d bytes', (size) => {
    const { wires } = passed(pieces(STREAM, size));
    expect(wires.join('')).toBe(STREAM);
    expect(wires.filter((wire) => wire !== '' && !wire.endsWith('\n\n'))).toEqual([]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('keeps the line ends of a stream written with %s', (_, newline) => {
    const stream = STREAM.replaceAll('\n', newline);
    for (const size of [1, 5, 1_000]) {
      const { wires, shown } = passed(pieces(stream, size));
      expect(wires.join('').trimEnd()).toBe(stream.trimEnd());
      expect(shown).toEqual(SHOWN);
    }
  });

  describe('broken off in mid-event', () => {
    it.each(['event: response.outp', ': keep-ali', 'event: response.output_text.delta\n', 'dat'])(
      'does not pass %j',
      (half) => {
        const { wires, shown } = passed([Buffer.from(FIRST + half)]);
        expect(wires).toEqual([FIRST, '']);
        expect(shown).toHaveLength(1);
      },
    );

    it.each(['data: {"type":"response.comp', 'event: a\ndata: {'])('calls %j unreadable', (half) => {
      const { wires, failure } = passed([Buffer.from(FIRST + half)]);
      expect(wires).toEqual([FIRST, '']);
      expect(failure).toMatchObject({ code: 'provider_bad_response', providerId: 'acme' });
    });

    it('never leaves half a character behind', () => {
      const { wires } = passed([Buffer.from(FIRST), Buffer.from('data: "☕').subarray(0, 8)]);
      expect(wires.join('')).toBe(FIRST);
    });

    it.each(['', '\n', '\r\n'])('gives an event that ends with %j the blank line it lacks', (ending) => {
      const { wires, shown } = passed([Buffer.from(`${FIRST}data: {"type":"last"}${ending}`)]);
      expect(wires).toEqual([FIRST, 'data: {"type":"last"}\n\n']);
      expect(shown.at(-1)).toEqual(['last', undefined]);
    });
  });

  it('fails on an event that is no JSON', () => {
    const { failure } = passed([Buffer.from('data: <html>\n\n')]);
    expect(failure).toMatchObject({ code: 'provider_bad_response', isProviderFault: true });
  });

  it('fails on an event without end', () => {
    const { failure, wires } = passed([Buffer.from(`data: ${'x'.repeat(9 * 1024 * 1024)}`)]);
    expect(failure).toMatchObject({ code: 'provider_bad_response' });
    expect(wires.join('')).toBe('');
  });

  it.each(['7', 'null', '[1]', '"text"'])('passes %s without showing it', (data) => {
    const { wires, shown } = passed([Buffer.from(`data: ${data}\n\n`)]);
    expect({ text: wires.join(''), shown }).toEqual({ text: `data: ${data}\n\n`, shown: [] });
  });
});

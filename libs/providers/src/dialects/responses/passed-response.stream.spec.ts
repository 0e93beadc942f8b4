import { pieces, providerOf } from '../../testing/chat-call';
import {
  callItem,
  customCallItem,
  eventStream,
  eventsOfResponse,
  messageItem,
  reasoningItem,
  refusalItem,
  responseOf,
  type ResponseEvent,
} from '../../testing/response-events';
import type { StreamItem } from '../../spi/chat';
import type { ResponseSummary } from '../../spi/responses';
import { PassedResponseStream } from './passed-response.stream';

interface Read {
  readonly wire: string;
  readonly text: string;
  readonly failure: Error | undefined;
  readonly summary: ResponseSummary;
}

function read(stream: string, size = 100_000, follow?: (type: string) => void): Read {
  const translator = new PassedResponseStream(providerOf(), follow);
  const items: StreamItem[] = [...pieces(stream, size).map((piece) => translator.push(piece)), translator.end()];
  return {
    wire: items.map(({ wire }) => wire).join(''),
    text: items.map(({ text }) => text).join(''),
    failure: items.find(({ failure }) => failure)?.failure,
    summary: translator.summary(),
  };
}

const OUTPUT = [
  reasoningItem('rs_1', 'Hm.'),
  messageItem('Hello'),
  refusalItem('No'),
  callItem('1', 'f', '{}'),
  customCallItem('2', 'g', 'in'),
];
const EVENTS = eventsOfResponse(responseOf({ output: OUTPUT }));

describe('PassedResponseStream', () => {
  it.each([1, 3, 1_000, 100_000])(
    'passes every byte when cut into pieces of %d, and counts what was written',
    (size) => {
      const stream = eventStream(EVENTS);
      const { wire, text, failure, summary } = read(stream, size);
      expect(wire).toBe(stream);
      expect(text).toBe('Hm.HelloNo{}in');
      expect(failure).toBeUndefined();
      expect(summary).toMatchObject({
        response: { id: 'resp_1', status: 'completed' },
        usage: { prompt_tokens: 9, completion_tokens: 5 },
        isFinished: true,
        sequenceNumber: EVENTS.length - 1,
      });
    },
  );

  it('knows nothing before the first event', () => {
    expect(new PassedResponseStream(providerOf()).summary()).toEqual({
      response: {},
      usage: undefined,
      failure: undefined,
      isFinished: false,
      sequenceNumber: -1,
    });
  });

  it.each(['completed', 'incomplete', 'cancelled'])('ends well with a response that is %s', (status) => {
    const { failure, summary } = read(eventStream(eventsOfResponse(responseOf({ status }))));
    expect([failure, summary.failure, summary.isFinished]).toEqual([undefined, undefined, true]);
  });

  it.each<[string, ResponseEvent]>([
    [
      'a response that failed',
      { type: 'response.failed', response: responseOf({ status: 'failed', error: { message: 'said' } }) },
    ],
    ['an error event', { type: 'error', message: 'said', code: null }],
    ['an error event with an object', { type: 'error', error: { message: 'said' } }],
  ])('lets %s pass, which is their own ending', (_, event) => {
    const stream = eventStream([...EVENTS.slice(0, 2), event]);
    const { wire, failure, summary } = read(stream);
    expect({ wire, failure }).toEqual({ wire: stream, failure: undefined });
    expect(summary).toMatchObject({
      isFinished: true,
      failure: { message: expect.stringContaining('said') as unknown },
    });
  });

  it('is broken when it stops before that', () => {
    const { failure, summary } = read(eventStream(EVENTS.slice(0, -1)));
    expect(failure).toMatchObject({ code: 'provider_stream_broken' });
    expect(summary).toMatchObject({ isFinished: false, usage: undefined, sequenceNumber: EVENTS.length - 2 });
  });

  it('names an event by its line where it does not name itself', () => {
    const types: string[] = [];
    read('event: ping\ndata: {}\n\nevent: a\ndata: {"type":"b"}\n\ndata: {}\n\n', 100, (type) => types.push(type));
    expect(types).toEqual(['ping', 'b', '']);
  });
});

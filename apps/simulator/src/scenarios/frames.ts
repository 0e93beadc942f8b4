import { isJsonObject, objectsIn, type JsonObject } from '../json-object';
import type { JsonReply, StreamEvent, StreamReply } from '../vendor';
import type { Control } from './control';

/** A stretch of body text that belongs together; an event, or what stands around the events. */
export interface Frame {
  readonly text: string;
  readonly tokens: number;
  readonly isEvent: boolean;
}

/** The event whose JSON is broken by `badjson`: late enough that a reader has begun. */
const BROKEN_EVENT = 1;

/** Puts the events of a stream on the wire, with the disturbances of form that the control asks for. */
export function* framesOf(reply: StreamReply, control: Control): Generator<Frame> {
  const encode = encoderFor(reply, control);
  let index = 0;
  for (const event of reply.events) {
    const shown = control.withoutUsage ? withoutUsage(event) : event;
    if (!shown) continue;
    yield {
      text: encode(shown, index, control.isBadJson === true && index === BROKEN_EVENT),
      tokens: shown.tokens,
      isEvent: true,
    };
    index += 1;
  }
  const end = endOf(reply, control, index);
  if (end) yield { text: end, tokens: 0, isEvent: false };
}

/** The event that reports a failure, in the stream's own framing. */
export function failureFrame(reply: StreamReply, control: Control, sent: number): Frame {
  const event = reply.failure(sent);
  const end = reply.framing === 'json-array' ? ']' : '';
  return { text: encoderFor(reply, control)(event, sent, false) + end, tokens: 0, isEvent: true };
}

/** The body of a plain answer. Blank lines before it are what a vendor under load sends to keep the line open. */
export function jsonText(reply: JsonReply, control: Control): string {
  const body = control.withoutUsage && isJsonObject(reply.body) ? strippedOfUsage(reply.body) : reply.body;
  const text = JSON.stringify(body);
  const whole = control.isBadJson ? text.slice(0, Math.ceil(text.length / 2)) : text;
  return (control.withComments ? '\n\n' : '') + whole;
}

type Encoder = (event: StreamEvent, index: number, isBroken: boolean) => string;

function encoderFor(reply: StreamReply, control: Control): Encoder {
  if (reply.framing === 'json-array') {
    return (event, index, isBroken) => {
      const text = JSON.stringify(event.data, null, 2);
      return (index === 0 ? '[' : ',\r\n') + (isBroken ? text.slice(0, text.length / 2) : text);
    };
  }
  const lineEnd = control.withCrlf ? '\r\n' : reply.lineEnd;
  return (event, _index, isBroken) => {
    const text = JSON.stringify(event.data);
    const comment = control.withComments ? `: keep-alive${lineEnd}${lineEnd}${lineEnd}` : '';
    const name = event.name ? `event: ${event.name}${lineEnd}` : '';
    return `${comment}${name}data: ${isBroken ? text.slice(0, text.length / 2) : text}${lineEnd}${lineEnd}`;
  };
}

function endOf(reply: StreamReply, control: Control, events: number): string {
  if (reply.framing === 'json-array') return events === 0 ? '[]' : ']';
  const lineEnd = control.withCrlf ? '\r\n' : reply.lineEnd;
  return reply.endsWithDone ? `data: [DONE]${lineEnd}${lineEnd}` : '';
}

/** Takes the usage off an event; a chunk that exists for its usage only goes altogether. */
function withoutUsage(event: StreamEvent): StreamEvent | undefined {
  if (!isJsonObject(event.data)) return event;
  const { choices } = event.data;
  if (Array.isArray(choices) && choices.length === 0) return undefined;
  return { ...event, data: strippedOfUsage(event.data) };
}

function strippedOfUsage(body: JsonObject): JsonObject {
  const { usage: _usage, usageMetadata: _metadata, ...rest } = body;
  if (Array.isArray(rest.choices)) rest.choices = objectsIn(rest.choices).map(({ usage: _own, ...choice }) => choice);
  if (isJsonObject(rest.response)) rest.response = strippedOfUsage(rest.response);
  return rest;
}

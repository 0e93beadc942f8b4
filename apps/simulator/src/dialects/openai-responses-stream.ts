import { textOf, type Piece } from '../answers/token-pieces';
import { objectFrom, type JsonObject } from '../json-object';
import type { Reply, StreamEvent } from '../vendor';
import { finishedResponse, type OutputItem, type ResponseExchange } from './response-exchange';

/** The event stream: every event names its type twice and carries a running number; nothing says [DONE]. */
export function responseStream(exchange: ResponseExchange): Reply {
  return {
    kind: 'stream',
    framing: 'sse',
    lineEnd: '\n',
    endsWithDone: false,
    headers: exchange.vendor.answerHeaders(),
    events: numbered(eventsOf(exchange)),
    failure: (sent) => failureOf(exchange, sent),
  };
}

interface Draft {
  readonly type: string;
  readonly fields: JsonObject;
  readonly tokens?: number;
}

function* numbered(drafts: Iterable<Draft>): Generator<StreamEvent> {
  let sequence = 0;
  for (const { type, fields, tokens = 0 } of drafts) {
    yield { name: type, data: { type, ...fields, sequence_number: sequence }, tokens };
    sequence += 1;
  }
}

function* eventsOf(exchange: ResponseExchange): Generator<Draft> {
  const { answer, frame, output } = exchange;
  yield { type: 'response.created', fields: { response: frame } };
  yield { type: 'response.in_progress', fields: { response: frame } };
  let call = 0;
  for (const [index, item] of output.entries()) {
    if (item.type === 'reasoning') yield* reasoningEvents(item, index, answer.reasoningTokens);
    if (item.type === 'message') yield* messageEvents(item, index, answer.text);
    if (item.type === 'function_call') {
      const { arguments: pieces = [], nameTokens = 0 } = answer.calls[call] ?? {};
      yield* callEvents(item, index, pieces, nameTokens);
      call += 1;
    }
  }
  const response = finishedResponse(exchange);
  yield { type: `response.${String(response.status)}`, fields: { response } };
}

function* reasoningEvents(item: OutputItem, index: number, tokens: number): Generator<Draft> {
  yield { type: 'response.output_item.added', fields: { output_index: index, item }, tokens };
  yield { type: 'response.output_item.done', fields: { output_index: index, item } };
}

function* messageEvents(item: OutputItem, index: number, pieces: readonly Piece[]): Generator<Draft> {
  const where = { item_id: item.id, output_index: index, content_index: 0 };
  const part = { type: 'output_text', annotations: [], logprobs: [] };
  const text = textOf(pieces);
  yield {
    type: 'response.output_item.added',
    fields: { output_index: index, item: { ...item, status: 'in_progress', content: [] } },
  };
  yield { type: 'response.content_part.added', fields: { ...where, part: { ...part, text: '' } } };
  for (const piece of pieces) {
    yield {
      type: 'response.output_text.delta',
      fields: { ...where, delta: piece.text, logprobs: [] },
      tokens: piece.tokens,
    };
  }
  yield { type: 'response.output_text.done', fields: { ...where, text, logprobs: [] } };
  yield { type: 'response.content_part.done', fields: { ...where, part: { ...part, text } } };
  yield { type: 'response.output_item.done', fields: { output_index: index, item } };
}

function* callEvents(item: OutputItem, index: number, pieces: readonly Piece[], nameTokens: number): Generator<Draft> {
  const where = { item_id: item.id, output_index: index };
  yield {
    type: 'response.output_item.added',
    fields: { output_index: index, item: { ...item, status: 'in_progress', arguments: '' } },
    tokens: nameTokens,
  };
  for (const piece of pieces) {
    yield {
      type: 'response.function_call_arguments.delta',
      fields: { ...where, delta: piece.text },
      tokens: piece.tokens,
    };
  }
  yield { type: 'response.function_call_arguments.done', fields: { ...where, arguments: textOf(pieces) } };
  yield { type: 'response.output_item.done', fields: { output_index: index, item } };
}

/** A stream of this API fails with a response that says so. */
function failureOf({ vendor, frame }: ResponseExchange, sent: number): StreamEvent {
  const { message } = objectFrom(objectFrom(vendor.errorBody(vendor.describeFault(500))).error);
  const type = 'response.failed';
  const response = { ...frame, status: 'failed', error: { code: 'server_error', message } };
  return { name: type, data: { type, response, sequence_number: sent }, tokens: 0 };
}

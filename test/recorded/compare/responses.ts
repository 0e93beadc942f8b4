import { isRecord, type JsonObject } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { SeenResponse } from '../ask/ask-responses';
import type { Answer } from '../ask/tapped-client';
import type { Expected } from '../cases/expected';
import type { RecordedCase } from '../cases/recorded-case';
import { differing } from './differing';
import { quoted, refusal } from './refusal';
import { toolCalls } from './tool-calls';
import { clientUsage, ITEM_WORDS, rowUsage } from './usage';

/** A response: byte for byte what the provider sent, readable to the official client, and in the ledger. */
export function responses(recorded: RecordedCase, answer: Answer<SeenResponse>, row: RequestRecord): string[] {
  if (recorded.status >= 400) return refusal(recorded, answer, row);
  const { expected } = recorded;
  const hasFailed = expected.error !== undefined;
  const isRead = hasFailed || answer.failure === undefined;
  return [
    ...differing('body', recorded.body.toString('utf8'), answer.raw.toString('utf8')),
    ...(isRead ? [] : [`expected a response, got ${answer.httpStatus} ${answer.failure?.message ?? ''}`]),
    ...(hasFailed ? quoted(expected.error?.message ?? null, answer) : content(expected, answer.content)),
    ...differing('row outcome', hasFailed ? 'failed' : 'completed', row.outcome),
    ...differing('row stream', recorded.isStream, row.isStream),
    // A failure before the first token has used none.
    ...(hasFailed && expected.usage === null ? [] : rowUsage(expected.usage, row)),
  ];
}

function content(expected: Expected, seen: SeenResponse): string[] {
  const called = ofType(seen.items, 'function_call').map((call) => ({
    id: String(call['call_id']),
    name: String(call['name']),
    arguments: String(call['arguments']),
    signature: undefined,
  }));
  return [
    ...differing('status', expected.status, seen.status),
    ...differing(
      'output types',
      expected.outputTypes,
      seen.items.map(({ type }) => type),
    ),
    ...differing('text', expected.text ?? '', textsIn(seen.items, 'message', 'content', 'output_text')),
    ...toolCalls(expected, called),
    ...clientUsage(expected.usage, seen.usage, ITEM_WORDS),
  ];
}

function textsIn(items: readonly JsonObject[], item: string, field: string, part: string): string {
  return ofType(items, item)
    .flatMap((message) => ofType(recordsIn(message[field]), part))
    .map(({ text }) => String(text))
    .join('');
}

function ofType(items: readonly JsonObject[], type: string): JsonObject[] {
  return items.filter((item) => item['type'] === type);
}

function recordsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

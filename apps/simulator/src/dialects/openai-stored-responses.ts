import { countTokens } from '../answers/token-pieces';
import { objectFrom, textFrom, type JsonObject } from '../json-object';
import { refuse } from '../refusal';
import type { Reply, VendorCall } from '../vendor';
import type { ChatVendor } from './openai-vendor';

/** A long test must not fill the memory: the oldest go. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly response: JsonObject;
  readonly input: readonly JsonObject[];
}

/** Responses that were asked to be stored, which is the default of this API. */
const kept = new Map<string, Kept>();

export function keepResponse(response: JsonObject, input: readonly JsonObject[]): void {
  kept.set(textFrom(response.id) ?? '', { response, input });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Whether a conversation can go on from this response. */
export function isKept(responseId: string): boolean {
  return kept.has(responseId);
}

/** `GET`, `DELETE`, `/cancel` and `/input_items` of one response, `/input_tokens` and `/compact` of none. */
export function answerStoredResponses(vendor: ChatVendor, call: VendorCall): Reply | undefined {
  const [, root, id = '', operation = ''] = call.path.split('/');
  if (root !== 'responses') return undefined;
  const reply = (body: JsonObject): Reply => ({
    kind: 'json',
    status: 200,
    headers: vendor.answerHeaders(),
    body,
    tokens: 0,
  });
  if (call.method === 'POST' && id === 'input_tokens')
    return reply({ object: 'response.input_tokens', input_tokens: tokensOf(call.body) });
  if (call.method === 'POST' && id === 'compact') return reply(compacted(call.body));
  const found = kept.get(id) ?? refuse({ status: 404, message: `Response with id '${id}' not found.` });
  switch (`${call.method} ${operation}`) {
    case 'GET ':
      return reply(ended(found.response));
    case 'DELETE ':
      kept.delete(id);
      return reply({ id, object: 'response', deleted: true });
    case 'POST cancel':
      return reply({ ...found.response, status: 'cancelled' });
    case 'GET input_items':
      return reply({ object: 'list', data: found.input, has_more: false, query: Object.fromEntries(call.query) });
    default:
      return undefined;
  }
}

/** What was queued is done by the time somebody looks again. */
function ended(response: JsonObject): JsonObject {
  const { finished, ...shown } = response;
  return finished === undefined ? shown : objectFrom(finished);
}

function compacted(body: unknown): JsonObject {
  const tokens = tokensOf(body);
  return {
    id: 'cmp_1',
    object: 'response.compaction',
    created_at: Math.floor(Date.now() / 1_000),
    output: [{ id: 'cmp_item_1', type: 'compaction', encrypted_content: 'c29tZXRoaW5n' }],
    usage: { input_tokens: tokens, output_tokens: 7, total_tokens: tokens + 7 },
  };
}

function tokensOf(body: unknown): number {
  const { input } = objectFrom(body);
  return countTokens(textFrom(input) ?? JSON.stringify(input ?? ''));
}

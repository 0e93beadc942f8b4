import { usdText } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { CsvCell } from './csv';
import type { LocalTimes } from './local-times';

export interface ColumnContext {
  readonly times: LocalTimes;
  /** Of clients, by id. */
  readonly names: ReadonlyMap<string, string>;
}

type CellOf = (record: RequestRecord, context: ColumnContext) => CsvCell;

/** Named as in the table; what is nested there (`usageDetails`, `costFormula`) is for programs, and in NDJSON alone. */
const COLUMNS: readonly (readonly [heading: string, cellOf: CellOf])[] = [
  ['started_at', ({ startedAt }, { times }) => times.textOf(startedAt)],
  ['zone', (_, { times }) => times.zone],
  ['request_id', ({ requestId }) => requestId],
  ['client_request_id', ({ clientRequestId }) => clientRequestId],
  ['client_id', ({ clientId }) => clientId],
  ['client', ({ clientId }, { names }) => names.get(clientId) ?? null],
  ['endpoint', ({ endpoint }) => endpoint],
  ['asked_model', ({ askedModel }) => askedModel],
  ['route', ({ route }) => route],
  ['group_name', ({ groupName }) => groupName],
  ['provider_id', ({ providerId }) => providerId],
  ['sent_model', ({ sentModel }) => sentModel],
  ['served_model', ({ servedModel }) => servedModel],
  ['attempts', ({ attempts }) => attempts],
  ['outcome', ({ outcome }) => outcome],
  ['http_status', ({ httpStatus }) => httpStatus],
  ['error_code', ({ errorCode }) => errorCode],
  ['is_stream', ({ isStream }) => isStream],
  ['fresh_input_tokens', ({ freshInputTokens }) => freshInputTokens],
  ['cached_input_tokens', ({ cachedInputTokens }) => cachedInputTokens],
  ['cache_write_tokens', ({ cacheWriteTokens }) => cacheWriteTokens],
  ['output_tokens', ({ outputTokens }) => outputTokens],
  ['reasoning_tokens', ({ reasoningTokens }) => reasoningTokens],
  ['audio_input_tokens', ({ audioInputTokens }) => audioInputTokens],
  ['image_count', ({ imageCount }) => imageCount],
  ['usage_source', ({ usageSource }) => usageSource],
  ['cost_usd', ({ costNanoUsd }) => usd(costNanoUsd)],
  ['cost_state', ({ costState }) => costState],
  ['price_id', ({ priceId }) => priceId],
  ['saved_usd', ({ savedNanoUsd }) => usd(savedNanoUsd)],
  ['latency_ms', ({ latencyMs }) => latencyMs],
  ['time_to_first_token_ms', ({ timeToFirstTokenMs }) => timeToFirstTokenMs],
  ['overhead_ms', ({ overheadMs }) => overheadMs],
];

export const REQUEST_HEADINGS: readonly string[] = COLUMNS.map(([heading]) => heading);

export function requestCells(record: RequestRecord, context: ColumnContext): CsvCell[] {
  return COLUMNS.map(([, cellOf]) => cellOf(record, context));
}

/** Decimal text, because spreadsheets and programs round a floating point number. A promo dearer than the list "saves" less than nothing. */
function usd(nanoUsd: number | null): CsvCell {
  if (nanoUsd === null) return null;
  return { amount: nanoUsd < 0 ? `-${usdText(-nanoUsd)}` : usdText(nanoUsd) };
}

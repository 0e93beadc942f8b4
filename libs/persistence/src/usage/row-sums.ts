import type { RequestOutcome } from '@app/contracts';
import { idsFrom } from '../requests/request-conditions';
import { Conditions } from './conditions';

/** Which rows of the ledger, and what they are grouped by. */
export interface RowFilter {
  readonly by?: 'provider' | 'model' | 'client' | 'group' | 'error';
  readonly providerId?: string;
  readonly model?: string;
  readonly clientId?: string;
  readonly groupName?: string;
  readonly outcome?: RequestOutcome;
  readonly isStream?: boolean;
}

const MODEL = `COALESCE(served_model, CASE WHEN error_code = 'model_not_found' THEN '' ELSE sent_model END, '')`;
const PROVIDER = `COALESCE(provider_id, '')`;
const KEY: Readonly<Record<NonNullable<RowFilter['by']>, string>> = {
  provider: PROVIDER,
  model: `${PROVIDER} || '/' || ${MODEL}`,
  client: 'client_id',
  group: `COALESCE(group_name, '')`,
  error: `COALESCE(error_code, '')`,
};
const count = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
const SUMS: Readonly<Record<string, string>> = {
  requests: 'COUNT(*)',
  freshInputTokens: 'SUM(fresh_input_tokens)',
  cachedInputTokens: 'SUM(cached_input_tokens)',
  cacheWriteTokens: 'SUM(cache_write_tokens)',
  outputTokens: 'SUM(output_tokens)',
  reasoningTokens: 'SUM(reasoning_tokens)',
  audioInputTokens: 'SUM(audio_input_tokens)',
  imageCount: 'SUM(image_count)',
  costNanoUsd: 'SUM(cost_nano_usd)',
  savedNanoUsd: 'SUM(saved_nano_usd)',
  unpricedRequests: count(`cost_state = 'unpriced'`),
  freeRequests: count(`cost_state = 'free'`),
  estimatedRequests: count(`usage_source = 'estimated'`),
  attempts: 'SUM(attempts)',
  latencyMs: 'SUM(ROUND(latency_ms))',
  firstTokenRequests: count('time_to_first_token_ms IS NOT NULL'),
  firstTokenMs: 'SUM(ROUND(time_to_first_token_ms))',
};

/** What the roll-ups would say of these rows, but for the bins. */
export function rowSumsSql(
  from: number,
  to: number,
  filter: RowFilter,
  by: RowFilter['by'],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const conditions = new Conditions();
  // Ids begin with the time, so that an index which begins with the client serves too.
  conditions.add('request_id >= ?', idsFrom(from));
  conditions.add('request_id < ?', idsFrom(to));
  if (filter.providerId !== undefined) conditions.add(`${PROVIDER} = ?`, filter.providerId);
  if (filter.model !== undefined) conditions.add(`${MODEL} = ?`, filter.model);
  if (filter.clientId !== undefined) conditions.add('client_id = ?', filter.clientId);
  if (filter.groupName !== undefined) conditions.add('group_name = ?', filter.groupName);
  if (filter.outcome !== undefined) conditions.add('outcome = ?', filter.outcome);
  if (filter.isStream !== undefined) conditions.add('is_stream = ?', filter.isStream);
  if (by === 'error') conditions.add(`outcome <> 'completed'`);
  if (by === 'group') conditions.add('group_name IS NOT NULL');
  const key = by === undefined ? `''` : KEY[by];
  const sums = Object.entries(SUMS).map(([name, sum]) => `${sum} AS "${name}"`);
  const sql = `SELECT ${key} AS entity, outcome, ${sums.join(', ')} FROM requests WHERE ${conditions.sql} GROUP BY 1, outcome`;
  return { sql, parameters: conditions.parameters };
}

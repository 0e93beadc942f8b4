import type { RequestFilter } from '@app/contracts';
import type { EntityManager } from 'typeorm';

/** A part of the ledger, between two places in the order of ids. */
export interface RequestQuery extends RequestFilter {
  readonly from: number;
  /** Only ids that sort before it: where the walk from new to old has got to. */
  readonly before?: string;
  /** Only this id and those that sort behind it. */
  readonly atLeast?: string;
}

const LATEST = 2 ** 48 - 1;

/** What every id minted from a moment on sorts behind, and every earlier one before. */
export function idsFrom(atMs: number): string {
  const time = Math.min(Math.max(Math.ceil(atMs), 0), LATEST)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** Conditions on the columns of a statement, which are literals, and their values, which are parameters. */
export class RequestConditions {
  readonly parameters: unknown[] = [];
  private readonly texts: string[] = [];

  constructor(private readonly manager: EntityManager) {}

  /** Text for a value's place in the statement. */
  place(value: unknown): string {
    this.parameters.push(value);
    const index = this.parameters.length - 1;
    return this.manager.connection.driver.createParameter(`p${index}`, index);
  }

  /** Adds a condition, unless there is nothing to compare with. */
  add(column: string, comparison: '=' | '<' | '>=', value: unknown): this {
    if (value !== undefined) this.texts.push(`${column} ${comparison} ${this.place(value)}`);
    return this;
  }

  addAny(columns: readonly string[], value: unknown): this {
    if (value !== undefined) {
      this.texts.push(`(${columns.map((column) => `${column} = ${this.place(value)}`).join(' OR ')})`);
    }
    return this;
  }

  where(): string {
    return `WHERE ${this.texts.join(' AND ')}`;
  }
}

/** What an index answers without a look at the rows: by id, or by client and id. */
export function addRange(conditions: RequestConditions, { from, to, ...query }: RequestQuery): RequestConditions {
  return conditions
    .add('client_id', '=', query.clientId)
    .add('request_id', '=', query.requestId)
    .add('request_id', '>=', idsFrom(from))
    .add('request_id', '<', to === undefined ? undefined : idsFrom(to))
    .add('request_id', '<', query.before)
    .add('request_id', '>=', query.atLeast);
}

/** All the rest. The plus signs keep the index of that column out of it, by which the rows would have to be sorted. */
export function addFilter(conditions: RequestConditions, query: RequestQuery): RequestConditions {
  const leastStatus = query.statusClass === undefined ? undefined : query.statusClass * 100;
  return conditions
    .add('+started_at', '>=', query.from)
    .add('+started_at', '<', query.to)
    .add('provider_id', '=', query.providerId)
    .addAny(['asked_model', 'sent_model', 'served_model'], query.model)
    .add('group_name', '=', query.groupName)
    .add('outcome', '=', query.outcome)
    .add('http_status', '>=', leastStatus)
    .add('http_status', '<', leastStatus === undefined ? undefined : leastStatus + 100)
    .add('error_code', '=', query.errorCode)
    .add('cost_state', '=', query.costState)
    .add('is_stream', '=', query.isStream)
    .add('cost_nano_usd', '>=', query.minCostNanoUsd)
    .add('latency_ms', '>=', query.minLatencyMs)
    .add('client_request_id', '=', query.clientRequestId);
}

import { InvalidRequestError } from '@app/common';
import type { RequestFilter } from '@app/contracts';
import type { RequestQuery } from '@app/persistence';

const DEFAULT_MS = 24 * 60 * 60_000;
const STATUS_CLASSES = [undefined, 1, 2, 3, 4, 5];

/** The filter with a beginning: 24 hours before its end, or that of all time where one row is asked for by its id. */
export function rangeOf(filter: RequestFilter, nowMs: number): RequestQuery {
  const { to, requestId, minCostNanoUsd, minLatencyMs, statusClass } = filter;
  const from = filter.from ?? (requestId === undefined ? Math.max(0, (to ?? nowMs) - DEFAULT_MS) : 0);
  if (to !== undefined && !isMoment(to)) throw new InvalidRequestError('The end of the range is no moment.', 'to');
  if (!isMoment(from)) throw new InvalidRequestError('The beginning of the range is no moment.', 'from');
  if (to !== undefined && from > to) throw new InvalidRequestError('The range ends before it begins.', 'to');
  if (!STATUS_CLASSES.includes(statusClass)) {
    throw new InvalidRequestError('A class of HTTP status is a digit from 1 to 5.', 'statusClass');
  }
  // Not a number is no condition that a row could meet or miss.
  if (Number.isNaN(minCostNanoUsd)) throw new InvalidRequestError('The least cost is no number.', 'minCostNanoUsd');
  if (Number.isNaN(minLatencyMs)) throw new InvalidRequestError('The least latency is no number.', 'minLatencyMs');
  return { ...filter, from };
}

function isMoment(ms: number): boolean {
  return Number.isSafeInteger(ms) && ms >= 0;
}

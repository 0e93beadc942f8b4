import type { RequestFilter } from '@app/contracts';
import { rangeOf } from './request-range';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const DAY_MS = 24 * 60 * 60_000;

describe('rangeOf', () => {
  it.each<[RequestFilter, number]>([
    [{}, NOW - DAY_MS],
    [{ from: 5 }, 5],
    [{ from: 0, to: 0 }, 0],
    [{ to: NOW - DAY_MS }, NOW - 2 * DAY_MS],
    [{ to: 7 }, 0],
    [{ requestId: 'r' }, 0],
    [{ requestId: 'r', from: 9 }, 9],
    [{ clientRequestId: 'r' }, NOW - DAY_MS],
  ])('%j begins at %d', (filter, from) => {
    expect(rangeOf(filter, NOW)).toEqual({ ...filter, from });
  });

  it.each<[RequestFilter, string]>([
    [{ from: Number.NaN }, 'from'],
    [{ from: -1 }, 'from'],
    [{ from: 1.5 }, 'from'],
    [{ to: Number.POSITIVE_INFINITY }, 'to'],
    [{ to: -1 }, 'to'],
    [{ from: 2, to: 1 }, 'to'],
    [{ statusClass: 6 as 5 }, 'statusClass'],
    [{ minCostNanoUsd: Number.NaN }, 'minCostNanoUsd'],
    [{ minLatencyMs: Number.NaN }, 'minLatencyMs'],
  ])('%j is no range', (filter, param) => {
    expect(() => rangeOf(filter, NOW)).toThrow(expect.objectContaining({ httpStatus: 400, param }));
  });
});

import type { Acknowledged } from '../ledger/traffic';

/** A stretch of time, by `performance.now()`. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The same for every stretch: the longer a window, the likelier a stall of the machine decides it. */
const WINDOW_MS = 2_000;

export function isWithin({ fromMs, untilMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < untilMs;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The 99th percentile of each of several windows of a stretch. Their median is compared, because on shared cores a
 * neighbour that takes the machine for a moment decides the percentile of the whole.
 */
export function windowP99s(acknowledged: readonly Acknowledged[], span: Span): number[] {
  const count = Math.max(1, Math.floor((span.untilMs - span.fromMs) / WINDOW_MS));
  return Array.from({ length: count }, (_, index) => {
    const fromMs = span.fromMs + index * WINDOW_MS;
    return quantile(latenciesIn(acknowledged, { fromMs, untilMs: fromMs + WINDOW_MS }), 0.99);
  });
}

export function latenciesIn(acknowledged: readonly Acknowledged[], span: Span): number[] {
  return acknowledged.filter(({ startedMs }) => isWithin(span, startedMs)).map(({ latencyMs }) => latencyMs);
}

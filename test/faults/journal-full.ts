import { join } from 'node:path';
import type { Environment } from '@app/config';
import type { Traffic } from '../ledger/traffic';
import { eventually } from '../support/eventually';
import type { Bed } from './bed';
import { isWithin, type Span } from './latency';
import type { Volume } from './volume';

const MB = 1024 * 1024;
export const RESERVE_BYTES = 384 * 1024;
const CODE = 'ledger_full';
const USED_UP_WITHIN_MS = 60_000;
const SERVED_WITHIN_MS = 10_000;

/** A small disk for the journal alone. */
export function mountJournal(bed: Bed): Volume {
  // The mount point is the installation's; the journal makes its own folders in it.
  return bed.mount(bed.journalDir, 64 * MB);
}

export function journalPolicy(onFull: 'refuse' | 'serve'): Environment {
  return { LLM_PROXY__JOURNAL__ON_FULL: onFull, LLM_PROXY__JOURNAL__RESERVE_BYTES: String(RESERVE_BYTES) };
}

export function reserveIsThere(bed: Bed): Promise<true> {
  return eventually('the space set aside', () => bed.has(join('0', 'reserve')));
}

/** Resolves when the first request was refused for want of room. */
export async function refusing(traffic: Traffic): Promise<void> {
  const known = traffic.refused.length;
  await eventually('a refusal', () => traffic.refused.length > known, USED_UP_WITHIN_MS);
}

/** Resolves when a request that was sent after this call is answered. */
export async function serving(traffic: Traffic): Promise<void> {
  const sinceMs = performance.now();
  const isServed = (): boolean => traffic.acknowledged.slice(-50).some(({ startedMs }) => startedMs > sinceMs);
  await eventually('an answer', isServed, SERVED_WITHIN_MS);
}

/** Requests sent in a span that were served, and those refused otherwise than for want of room. */
export function outcomesIn(
  traffic: Traffic,
  span: Span,
): { served: number; refused: number; refusedOtherwise: number } {
  const refused = traffic.refused.filter(({ startedMs }) => isWithin(span, startedMs));
  return {
    served: traffic.acknowledged.filter(({ startedMs }) => isWithin(span, startedMs)).length,
    refused: refused.length,
    refusedOtherwise: refused.filter(({ status, code }) => status !== 503 || code !== CODE).length,
  };
}

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useSession } from '../api/session';
import { useSearchText } from './address';
import { rangeOf, type Range } from './range';

/** A list that was left for longer begins anew. */
const STALE_MS = 5 * 60_000;

const listeners = new Set<() => void>();
let known = { key: '', now: 0 };

/**
 * The range of the page as of when it was chosen: a list that is read page by page, and what is opened from it, must not
 * begin anew with every minute that passes.
 */
export function useSteadyRange(): Range {
  const { range, from, to, zone } = useSearchText();
  const { reportingZone } = useSession();
  const key = JSON.stringify([range, from, to, zone]);
  const now = useSyncExternalStore(subscribe, () => timeOf(key));
  useEffect(() => {
    if (Date.now() - known.now > STALE_MS) refreshSteadyRange();
  }, [key]);
  return useMemo(
    () => rangeOf({ range, from, to, zone }, now, reportingZone),
    [range, from, to, zone, now, reportingZone],
  );
}

/** Lists go on until now again. */
export function refreshSteadyRange(): void {
  known = { ...known, now: Date.now() };
  for (const listener of listeners) listener();
}

function timeOf(key: string): number {
  if (known.key !== key) known = { key, now: Date.now() };
  return known.now;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

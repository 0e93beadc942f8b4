import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The time, as of the last full interval; the page is drawn again at each. */
export function useNow(intervalMs = MINUTE_MS): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}

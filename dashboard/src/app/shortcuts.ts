import { useEffect, useEffectEvent } from 'react';

/** How long the second key of a pair may take. */
const PAIR_MS = 1_200;
const TYPING = 'input, textarea, select, [contenteditable], [role="dialog"]';

/** Calls what belongs to a key or a pair such as `g u`, unless somebody is typing. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const act = useEffectEvent((pair: string, key: string): boolean => {
    const action = actions[pair] ?? actions[key];
    action?.();
    return action !== undefined;
  });
  useEffect(() => {
    let first = { key: '', at: 0 };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const pair = event.timeStamp - first.at < PAIR_MS ? `${first.key} ${event.key}` : '';
      first = { key: event.key, at: event.timeStamp };
      if (act(pair, event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The parameters of the address: every value a text. */
export type SearchText = Readonly<Record<string, string | undefined>>;

/** What the address says; filters live there, so that a page can be sent to somebody. */
export function useSearchText(): SearchText {
  return useSearch({ strict: false });
}

/** Changes parameters of the address and leaves the others; undefined takes one away. */
export function useShow(): (change: SearchText) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) => {
      void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true });
    },
    [navigate],
  );
}

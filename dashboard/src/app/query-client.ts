import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../shared/api/api-error';

/** Answers of the API are fresh for a few seconds; what was read before stays on screen while it is asked again, and when that fails. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        // A refusal stays one; a gateway that restarts comes back.
        retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status !== 0 && error.status < 500),
        retryDelay: (count) => 500 * 2 ** count,
      },
      // Passwords and keys pass through some of them: nothing is kept of one that nobody shows any more.
      mutations: { retry: false, gcTime: 0 },
    },
  });
}

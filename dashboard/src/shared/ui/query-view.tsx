import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { ErrorState } from './error-state';

/** What comes within this time is not announced. */
const SKELETON_AFTER_MS = 150;

interface QueryViewProps<T> {
  readonly query: UseQueryResult<T>;
  /** As the beginning of a sentence: "The list of clients". */
  readonly what: string;
  /** Of what will be shown, in pixels. */
  readonly height: number;
  readonly children: (data: T) => ReactNode;
}

/** The three states of what is read from the API. Old data stays visible when it cannot be read again. */
export function QueryView<T>({ query, what, height, children }: QueryViewProps<T>): ReactElement {
  const { data, error, refetch } = query;
  return (
    <>
      {error !== null && (
        <ErrorState what={what} error={error} onRetry={() => void refetch()} isStale={data !== undefined} />
      )}
      {data !== undefined ? children(data) : error === null && <LateSkeleton height={height} what={what} />}
    </>
  );
}

function LateSkeleton({ height, what }: { readonly height: number; readonly what: string }): ReactElement {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setIsLate, SKELETON_AFTER_MS, true);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div role="status" aria-label={`${what} is loading`} style={{ minHeight: height }}>
      {isLate && <Skeleton height={height} radius="md" />}
    </div>
  );
}

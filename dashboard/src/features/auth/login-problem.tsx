import { Alert, Text } from '@mantine/core';
import { useEffect, useState, type ReactElement } from 'react';
import { ApiError, messageOf } from '../../shared/api/api-error';

/** Why a login failed, and how long to wait where it is slowed down. */
export function LoginProblem({ error }: { readonly error: unknown }): ReactElement {
  const wait = useSecondsLeft(error);
  return (
    <Alert color="red" variant="outline" role="alert">
      <Text size="sm">{messageOf(error)}</Text>
      {wait > 0 && <Text size="sm">Try again in {wait} s.</Text>}
    </Alert>
  );
}

function useSecondsLeft(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = (error instanceof ApiError && error.retryAfter) || 0;
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => {
      setLeft((before) => Math.max(0, before - 1));
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [error]);
  return left;
}

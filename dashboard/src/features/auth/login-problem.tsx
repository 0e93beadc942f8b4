import { Alert, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { ApiError, messageOf } from '../../shared/api/api-error';
import { useNow } from '../../shared/ui/use-now';

/** Why a login failed, and how long to wait where it is slowed down. */
export function LoginProblem({ error }: { readonly error: unknown }): ReactElement {
  const seconds = error instanceof ApiError ? (error.retryAfter ?? 0) : 0;
  return (
    <Alert color="red" variant="outline" role="alert">
      <Text size="sm">{messageOf(error)}</Text>
      {seconds > 0 && <Countdown key={seconds} seconds={seconds} />}
    </Alert>
  );
}

function Countdown({ seconds }: { readonly seconds: number }): ReactElement {
  const now = useNow(1_000);
  const [end] = useState(() => Date.now() + seconds * 1_000);
  const left = Math.max(0, Math.ceil((end - now) / 1_000));
  return <Text size="sm">{left > 0 ? `Try again in ${left} s.` : 'You can try again now.'}</Text>;
}

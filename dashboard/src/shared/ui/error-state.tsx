import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { ApiError, messageOf } from '../api/api-error';

interface ErrorStateProps {
  /** What failed, as the beginning of a sentence: "The list of clients". */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What is still on screen is older than the failure. */
  readonly isStale?: boolean;
}

/** What failed and why, by which id the log knows it, and a way to try again. */
export function ErrorState({ what, error, onRetry, isStale = false }: ErrorStateProps): ReactElement {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert color="red" variant="outline" role="alert" title={`${what} could not be loaded`} mb="md">
      <Text size="sm">{messageOf(error)}</Text>
      {isStale && <Text size="sm">What you see was loaded before.</Text>}
      {requestId !== null && (
        <Text size="xs" c="dimmed">
          Request {requestId}
        </Text>
      )}
      {onRetry && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

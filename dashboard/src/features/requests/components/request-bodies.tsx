import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { messageOf } from '../../../shared/api/api-error';
import { useSession } from '../../../shared/api/session';
import { bodiesQuery } from '../api';

/** What was sent and answered, where it is kept and may be seen. Looking is recorded. */
export function RequestBodies({ requestId }: { readonly requestId: string }): ReactElement | null {
  const { mayReadBodies } = useSession();
  const { data, error, refetch, isFetching } = useQuery(bodiesQuery(requestId));
  if (!mayReadBodies) return null;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Bodies
        </Title>
        {!data && (
          <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
            Show
          </Button>
        )}
      </Group>
      <div aria-live="polite">
        {error && <Text size="sm">{messageOf(error)}</Text>}
        {!data && !error && <Text size="sm">That you look at them goes into the audit log.</Text>}
        {data && (
          <Stack gap="xs">
            <Code block tabIndex={0} aria-label="Request">
              {data.request}
            </Code>
            <Code block tabIndex={0} aria-label="Answer">
              {data.answer}
            </Code>
          </Stack>
        )}
      </div>
    </Paper>
  );
}

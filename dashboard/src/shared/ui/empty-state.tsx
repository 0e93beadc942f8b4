import { Paper, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface EmptyStateProps {
  /** Why there is nothing: no data at all, or filters that hide all of it. */
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do next. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps): ReactElement {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="xs" ta="center">
        <Text fw={600}>{title}</Text>
        {children !== undefined && <Text c="dimmed">{children}</Text>}
        {action}
      </Stack>
    </Paper>
  );
}

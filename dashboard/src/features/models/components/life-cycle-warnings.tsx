import { Alert, List } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ModelView } from '@app/contracts/admin';
import { endingSoon } from '../prices';

interface LifeCycleWarningsProps {
  readonly models: readonly ModelView[];
  readonly now: number;
}

/** What the vendors switch off within 90 days; nothing where nothing ends. */
export function LifeCycleWarnings({ models, now }: LifeCycleWarningsProps): ReactElement | null {
  const ending = endingSoon(models, now);
  if (ending.length === 0) return null;
  return (
    <Alert color="orange" variant="outline" mb="md" title="Ending within 90 days">
      <List size="sm">
        {ending.map(({ id, shutdownAt, replacement }) => (
          <List.Item key={id}>
            {id} ends on {shutdownAt?.slice(0, 10)}
            {replacement !== null && `; its replacement is ${replacement}`}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

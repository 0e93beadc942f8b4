import { Alert, List } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ModelView } from '@app/contracts/admin';
import { fromNow } from '../../../shared/format/time';
import { comingDates } from '../coming-dates';

interface LifeCycleWarningsProps {
  readonly models: readonly ModelView[];
  readonly now: number;
}

/** What vendors and promos end or begin within 90 days; nothing where nothing does. */
export function LifeCycleWarnings({ models, now }: LifeCycleWarningsProps): ReactElement | null {
  const coming = comingDates(models, now);
  if (coming.length === 0) return null;
  return (
    <Alert color="orange" variant="outline" mb="md" title="Within 90 days">
      <List size="sm">
        {coming.map(({ at, text }) => (
          <List.Item key={`${at} ${text}`}>
            {at.slice(0, 10)} ({fromNow(Date.parse(at), now)}): {text}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

import { List, Paper, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RouteTrace } from '@app/contracts';
import { milliseconds } from '../../../shared/format/numbers';

/** Why it went where it went, and what was left out on the way. */
export function RequestRoute({ trace }: { readonly trace: RouteTrace | null }): ReactElement {
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        Route
      </Title>
      {trace === null ? (
        <Text size="sm">A model was asked for directly, and it answered at once: there was nothing to decide.</Text>
      ) : (
        <List type="ordered" size="sm" spacing={4}>
          {(trace.ratings ?? []).map(({ model, rating, failure, ms }, index) => (
            <List.Item key={`rating ${index}`}>
              {model} {rating === null ? `could not rate it (${failure ?? 'no reason'})` : `rated it ${rating}`} in{' '}
              {milliseconds(ms)}
            </List.Item>
          ))}
          {trace.steps.map(({ group, chosen, reason, downgradedFrom }) => (
            <List.Item key={group}>
              {group} chose {chosen}: {reason}
              {downgradedFrom !== undefined && `; ${downgradedFrom} would have been its choice`}
            </List.Item>
          ))}
          {trace.dropped.map(({ path, reason }) => (
            <List.Item key={path.join('>')}>
              left out {path.join(' > ')}: {reason}
            </List.Item>
          ))}
          {trace.attempts.map(({ providerId, model, errorCode, ms }, index) => (
            <List.Item key={`attempt ${index}`}>
              asked {providerId}/{model}: {errorCode === null ? 'it answered' : `it failed with ${errorCode}`} after{' '}
              {milliseconds(ms)}
            </List.Item>
          ))}
        </List>
      )}
    </Paper>
  );
}

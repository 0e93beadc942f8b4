import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface RequestFactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

/** Names and values side by side; those without a value are left out. */
export function RequestFacts({ title, facts }: RequestFactsProps): ReactElement {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="xs" m={0}>
        {known.map(([label, value]) => (
          <div key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { InstallationView } from '@app/contracts/admin';

/** What runs here. */
export function InstallationFacts({ installation }: { readonly installation: InstallationView }): ReactElement {
  const { version, build, node, database, health } = installation;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        This installation
      </Title>
      <Text size="sm">
        GopherGate {version}
        {build !== null && ` (${build.slice(0, 12)})`} on Node {node} with {database}; it is {health}.
      </Text>
      <Group mt="xs">
        <Anchor href="/docs" target="_blank" size="sm">
          API documentation
        </Anchor>
        <Anchor href="/health/ready" target="_blank" size="sm">
          Health
        </Anchor>
        <Anchor href="/api/config/export" download="gophergate.json" size="sm">
          Download the configuration (without secrets)
        </Anchor>
      </Group>
    </Paper>
  );
}

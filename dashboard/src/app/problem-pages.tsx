import { Container, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { ErrorState } from '../shared/ui/error-state';
import { ButtonLink } from '../shared/ui/links';

/** An address that no page has. */
export function NotFoundPage(): ReactElement {
  return (
    <Container component="main" size="xs" py="xl">
      <Stack align="flex-start">
        <Title order={1}>No such page</Title>
        <Text>The dashboard has nothing at this address.</Text>
        <ButtonLink to="/usage">Go to Usage</ButtonLink>
      </Stack>
    </Container>
  );
}

/** A page that a viewer finds by its address alone: nothing leads to it. The API refuses what it would show, too. */
export function AdministratorsOnlyPage(): ReactElement {
  return (
    <Stack align="flex-start">
      <Title order={1}>For administrators</Title>
      <Text>This page is not open to viewers. An administrator can change your role.</Text>
      <ButtonLink to="/usage">Go to Usage</ButtonLink>
    </Stack>
  );
}

/** A page that could not be loaded or drawn. */
export function RouteErrorPage({
  error,
  reset,
}: {
  readonly error: unknown;
  readonly reset: () => void;
}): ReactElement {
  return (
    <Container component="main" size="sm" py="xl">
      <ErrorState what="This page" error={error} onRetry={reset} />
    </Container>
  );
}

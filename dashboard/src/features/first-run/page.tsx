import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { FirstRunStep, FirstRunStepId, FirstRunView } from '@app/contracts/admin';
import { request } from '../../shared/api/request';
import { useChange } from '../../shared/api/use-change';
import { SnippetTabs } from '../../shared/snippets/snippet-tabs';
import { Ago } from '../../shared/ui/ago';
import { ButtonLink } from '../../shared/ui/links';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';

const KEY = ['first-run'];
/** The last step turns green by itself. */
const REFRESH_MS = 2_000;

const firstRunQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => request<FirstRunView>('/first-run', { signal }),
  refetchInterval: ({ state }) => (state.data?.steps.every(({ isDone }) => isDone) === true ? false : REFRESH_MS),
});

/** From a new installation to the first answer. */
export default function FirstRunPage(): ReactElement {
  const view = useQuery(firstRunQuery);
  const dismiss = useChange({
    change: ({ version, dismissedAt }: FirstRunView) =>
      request<FirstRunView>('/first-run', { method: 'PATCH', body: { isDismissed: dismissedAt === null }, version }),
    affects: [KEY],
    done: ({ dismissedAt }) =>
      dismissedAt === null ? 'The first steps are shown again.' : 'The first steps are put away.',
  });
  return (
    <>
      <PageHeader title="First run">
        {view.data && (
          <Button size="xs" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate(view.data)}>
            {view.data.dismissedAt === null ? 'Put away' : 'Show again'}
          </Button>
        )}
      </PageHeader>
      <QueryView query={view} what="The first steps" height={400}>
        {({ steps, model }) => (
          <Stack component="ol" p={0} m={0} maw={760} style={{ listStyle: 'none' }}>
            {steps.map((step, index) => (
              <Step key={step.id} step={step} number={index + 1}>
                {contentOf(step, model)}
              </Step>
            ))}
          </Stack>
        )}
      </QueryView>
    </>
  );
}

const TITLES: Readonly<Record<FirstRunStepId, string>> = {
  password: 'A password of your own',
  provider: 'A provider that answers',
  client: 'A key for your first application',
  request: 'The first request',
};

interface StepProps {
  readonly step: FirstRunStep;
  readonly number: number;
  readonly children: ReactNode;
}

function Step({ step: { id, isDone, doneAt }, number, children }: StepProps): ReactElement {
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {number}. {TITLES[id]}
        </Title>
        <Badge role="status" variant="light" tt="none" color={isDone ? 'teal' : 'gray'}>
          {isDone ? 'done' : 'to do'}
        </Badge>
      </Group>
      {isDone && doneAt !== null && (
        <Text size="sm" c="dimmed">
          <Ago at={doneAt} />
        </Text>
      )}
      {!isDone && children}
    </Paper>
  );
}

function contentOf({ id }: FirstRunStep, model: string | null): ReactNode {
  switch (id) {
    case 'password':
      return <ButtonLink to="/account">Change the password</ButtonLink>;
    case 'provider':
      return (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            Type in the key of a provider, or the address of one that runs at your place, and test it. Without any key,
            npm run demo shows everything with simulated providers.
          </Text>
          <ButtonLink to="/providers">Go to Providers</ButtonLink>
        </Stack>
      );
    case 'client':
      return <ButtonLink to="/clients">Go to Clients</ButtonLink>;
    case 'request':
      return (
        <Stack gap="xs">
          <Text size="sm">
            Send it with the key of your client. {model === null && 'Nothing can be asked yet: a provider is missing.'}{' '}
            Waiting for it…
          </Text>
          <SnippetTabs apiKey="YOUR_CLIENT_API_KEY" model={model ?? 'fast-flow'} />
        </Stack>
      );
  }
}

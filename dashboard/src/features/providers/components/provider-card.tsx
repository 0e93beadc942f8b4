import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ProviderView } from '@app/contracts/admin';
import { useIsAdmin } from '../../../shared/api/session';
import { useChange } from '../../../shared/api/use-change';
import { milliseconds } from '../../../shared/format/numbers';
import { impactQuery, PROVIDERS, setBreaker, syncModels, testProvider } from '../api';

const KEY_SOURCES: Readonly<Record<ProviderView['keySource'], string>> = {
  database: 'stored here, encrypted',
  environment: 'from the environment',
  set: 'set',
  none: 'none',
};

interface ProviderCardProps {
  readonly provider: ProviderView;
  readonly onEdit: () => void;
}

export function ProviderCard({ provider, onEdit }: ProviderCardProps): ReactElement {
  const { id, label, baseUrl, keySource, problem, troubledModels, breakerState } = provider;
  const isAdmin = useIsAdmin();
  return (
    <Paper withBorder p="md" component="section" aria-label={label}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {label}
          </Title>
          <State provider={provider} />
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {baseUrl}
        </Text>
        <Text size="sm">Key: {KEY_SOURCES[keySource]}</Text>
        {problem !== null && (
          <Text size="sm" c="orange.9" role="note">
            {problem}
          </Text>
        )}
        {troubledModels.length > 0 && (
          <Text size="sm">
            Paused models: {troubledModels.map(({ model, state }) => `${model} (${state})`).join(', ')}
          </Text>
        )}
        {breakerState !== null && <Impact id={id} />}
        {isAdmin && <Actions provider={provider} onEdit={onEdit} />}
      </Stack>
    </Paper>
  );
}

function State({ provider: { isConfigured, breakerState } }: { readonly provider: ProviderView }): ReactElement {
  const [text, color] = !isConfigured
    ? ['not configured', 'gray']
    : breakerState === 'closed'
      ? ['answers', 'teal']
      : breakerState === 'half-open'
        ? ['being tried again', 'yellow']
        : ['paused', 'red'];
  return (
    <Badge variant="light" tt="none" color={color}>
      {text}
    </Badge>
  );
}

/** What nobody could answer without it. */
function Impact({ id }: { readonly id: string }): ReactElement | null {
  const { data } = useQuery(impactQuery(id));
  if (!data || data.dependents.length === 0) return null;
  return <Text size="sm">Without it these groups have nobody left: {data.dependents.join(', ')}.</Text>;
}

function Actions({ provider, onEdit }: ProviderCardProps): ReactElement {
  const { isConfigured, breakerState, label } = provider;
  const affects = [PROVIDERS];
  const test = useChange({ change: testProvider, affects });
  const sync = useChange({
    ...{ change: syncModels, affects: [PROVIDERS, ['models']] },
    done: ({ models }) => `${label} lists ${models.length} models that the catalogue does not know by itself.`,
  });
  const breaker = useChange({
    ...{ change: setBreaker, affects },
    done: (_, { state }) => (state === 'open' ? `${label} is paused until you let it go on.` : `${label} goes on.`),
  });
  const isPaused = breakerState === 'open';
  return (
    <>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onEdit}>
          Edit
        </Button>
        {isConfigured && (
          <>
            <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate(provider)}>
              Test
            </Button>
            <Button size="compact-sm" variant="default" loading={sync.isPending} onClick={() => sync.mutate(provider)}>
              Look for models
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={breaker.isPending}
              onClick={() => breaker.mutate({ provider, state: isPaused ? 'closed' : 'open' })}
            >
              {isPaused ? 'Let it go on' : 'Pause'}
            </Button>
          </>
        )}
      </Group>
      <Text size="sm" aria-live="polite">
        {test.data && (test.data.isOk ? `It answers, in ${milliseconds(test.data.tookMs)}.` : test.data.problem)}
      </Text>
    </>
  );
}

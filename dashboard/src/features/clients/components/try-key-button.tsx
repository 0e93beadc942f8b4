import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ApiError, messageOf } from '../../../shared/api/api-error';
import { milliseconds, whole } from '../../../shared/format/numbers';
import { tryKey, type KeyTrial } from '../try-key';

/** One short request with a key that was just made. */
export function TryKeyButton({ apiKey }: { readonly apiKey: string }): ReactElement {
  const trial = useMutation({ mutationFn: () => tryKey(apiKey) });
  return (
    <Group gap="sm" my="xs">
      <Button size="xs" variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
        Test this key
      </Button>
      <Text size="sm" aria-live="polite" component="div">
        {trial.data && resultText(trial.data)}
        {trial.error && (
          <Text c="red" size="sm" span>
            {trial.error instanceof ApiError ? `${trial.error.code}: ` : ''}
            {messageOf(trial.error)}
          </Text>
        )}
      </Text>
    </Group>
  );
}

function resultText({ model, servedBy, tookMs, promptTokens, completionTokens, costUsd }: KeyTrial): string {
  const cost = costUsd === null ? 'without a known price' : `for $${costUsd}`;
  const by = servedBy.endsWith(`/${model}`) ? servedBy : `${model} (${servedBy})`;
  return `It works: ${by} answered in ${milliseconds(tookMs)}, ${whole(promptTokens)} tokens in and ${whole(completionTokens)} out, ${cost}.`;
}

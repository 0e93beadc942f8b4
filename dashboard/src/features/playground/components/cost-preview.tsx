import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RouteExplanationView } from '@app/contracts/admin';
import { explainRoute } from '../../../shared/api/explain-route';
import { usd } from '../../../shared/format/money';
import { whole } from '../../../shared/format/numbers';

const TYPING_MS = 600;

interface CostPreviewProps {
  readonly prompt: string;
  readonly models: readonly string[];
  readonly clientId: string;
}

const previewQuery = (model: string, prompt: string, clientId: string) =>
  queryOptions({
    queryKey: ['playground-preview', model, prompt, clientId],
    queryFn: () => explainRoute({ model, prompt, ...(clientId !== '' && { clientId }) }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** About what the prompt alone will cost, before it is sent. */
export function CostPreview({ prompt, models, clientId }: CostPreviewProps): ReactElement {
  const [typed] = useDebouncedValue(prompt.trim(), TYPING_MS);
  const asked = typed === '' ? [] : [...new Set(models.filter((model) => model.trim() !== ''))];
  const previews = useQueries({ queries: asked.map((model) => previewQuery(model, typed, clientId)) });
  return (
    <Text size="sm" aria-live="polite" component="div">
      {previews.map(({ data }, index) => data && <div key={asked[index]}>{previewText(asked[index] ?? '', data)}</div>)}
      {previews.some(({ data }) => data) && <div>System prompt, picture and what was said before come on top.</div>}
    </Text>
  );
}

function previewText(model: string, { routes, failure, inputTokens, outputTokens }: RouteExplanationView): string {
  const [first] = routes;
  if (failure || !first) return `${model}: ${failure?.message ?? 'it leads nowhere.'}`;
  const target = `${first.providerId}/${first.model}`;
  const cost = first.cost.nanoUsd === null ? 'a price nobody knows' : `about ${usd(first.cost.nanoUsd)}`;
  return `${model}${target.endsWith(`/${model}`) ? '' : ` → ${target}`}: ${cost} for ${whole(inputTokens)} tokens in and ${whole(outputTokens)} out.`;
}

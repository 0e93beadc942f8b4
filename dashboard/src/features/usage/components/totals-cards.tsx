import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { UsageSummary } from '@app/contracts/admin';
import { milliseconds, percent, short, whole } from '../../../shared/format/numbers';
import { exactUsd, usd } from '../../../shared/format/money';

type Totals = UsageSummary['current'];

interface Card {
  readonly label: string;
  readonly value: (totals: Totals) => number | null;
  readonly shown: (value: number) => string;
  readonly exact?: (value: number) => string;
}

const share = (part: number, all: number): number | null => (all === 0 ? null : part / all);

const CARDS: readonly Card[] = [
  { label: 'Cost', value: ({ costNanoUsd }) => costNanoUsd, shown: usd, exact: exactUsd },
  { label: 'Requests', value: ({ requests }) => requests, shown: short, exact: whole },
  { label: 'Success', value: ({ completed, requests }) => share(completed, requests), shown: percent },
  { label: 'Prompt tokens', value: ({ promptTokens }) => promptTokens, shown: short, exact: whole },
  { label: 'Completion tokens', value: ({ completionTokens }) => completionTokens, shown: short, exact: whole },
  { label: 'Reasoning tokens', value: ({ reasoningTokens }) => reasoningTokens, shown: short, exact: whole },
  { label: 'Cached tokens', value: ({ cachedTokens }) => cachedTokens, shown: short, exact: whole },
  { label: 'Saved by promos', value: ({ savedNanoUsd }) => savedNanoUsd, shown: usd, exact: exactUsd },
  { label: 'Latency p50', value: ({ latency }) => latency.p50Ms, shown: milliseconds },
  { label: 'Latency p95', value: ({ latency }) => latency.p95Ms, shown: milliseconds },
  { label: 'First token p95', value: ({ firstToken }) => firstToken.p95Ms, shown: milliseconds },
  {
    label: 'Without a price',
    value: ({ unpricedRequests, requests }) => share(unpricedRequests, requests),
    shown: percent,
  },
];

/** What the range came to, and how that differs from the time of equal length before. */
export function TotalsCards({ summary }: { readonly summary: UsageSummary }): ReactElement {
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs" component="dl" m={0}>
      {CARDS.map(({ label, value, shown, exact }) => {
        const [current, previous] = [value(summary.current), value(summary.previous)];
        return (
          <Paper key={label} withBorder p="xs" component="div">
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text
              component="dd"
              m={0}
              fw={700}
              size="lg"
              className="figures"
              {...(exact && current !== null && { title: exact(current) })}
            >
              {current === null ? '–' : shown(current)}
            </Text>
            <Text component="dd" m={0} size="xs" c="dimmed">
              {changeOf(current, previous)}
            </Text>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}

/** In words of the period before: `+12% on before`. */
function changeOf(current: number | null, previous: number | null): string {
  if (current === null || previous === null || previous === 0) return 'nothing before';
  const change = current / previous - 1;
  return `${change > 0 ? '+' : ''}${percent(change)} on before`;
}

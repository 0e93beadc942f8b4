import { Group, Paper, SegmentedControl, Skeleton, Switch, Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import type { UsageTimeSeries } from '@app/contracts/admin';
import { usd } from '../../../shared/format/money';
import { short } from '../../../shared/format/numbers';
import { dateTime, day } from '../../../shared/format/time';
import { unusual } from '../anomaly';
import { ChartTable } from './chart-table';

const TimeChart = lazy(() => import('../../../shared/charts/time-chart'));

export const MEASURES = ['cost', 'tokens', 'requests'] as const;
export type Measure = (typeof MEASURES)[number];

type Point = UsageTimeSeries['series'][number]['points'][number];
const LABELS: Readonly<Record<Measure, string>> = { cost: 'Cost', tokens: 'Tokens', requests: 'Requests' };
const VALUES: Readonly<Record<Measure, (point: Point) => number>> = {
  cost: ({ costNanoUsd }) => costNanoUsd,
  tokens: ({ promptTokens, completionTokens }) => promptTokens + completionTokens,
  requests: ({ requests }) => requests,
};
const FORMATS: Readonly<Record<Measure, (value: number) => string>> = { cost: usd, tokens: short, requests: short };

interface UsageChartProps {
  readonly series: UsageTimeSeries;
  readonly measure: Measure;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly onMeasure: (measure: Measure) => void;
  readonly nameOf: (key: string | null) => string;
  /** Epoch milliseconds of a stretch that was dragged over. */
  readonly onPick: (from: number, to: number) => void;
}

/** Cost, tokens or requests over time, drawn or in figures. */
export function UsageChart(props: UsageChartProps): ReactElement {
  const { series, measure, isTable, onTable, onMeasure, nameOf, onPick } = props;
  const { buckets, step, bucketZone } = series;
  const times = useMemo(
    () =>
      buckets.map((at) =>
        step === 'day' || step === 'month'
          ? day(at, bucketZone)
          : // Ranges of more than a day have each time of day more than once.
            dateTime(at, bucketZone).slice('2026-'.length, '2026-11-23 09:00'.length),
      ),
    [buckets, step, bucketZone],
  );
  const drawn = useMemo(
    () => series.series.map(({ key, points }) => ({ label: nameOf(key), values: points.map(VALUES[measure]) })),
    [series, measure, nameOf],
  );
  const totals = useMemo(
    () => times.map((_, place) => drawn.reduce((sum, { values }) => sum + (values[place] ?? 0), 0)),
    [times, drawn],
  );
  const high = useMemo(() => unusual(totals), [totals]);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Over time
        </Title>
        <Group gap="sm">
          <Switch
            size="xs"
            label="As a table"
            checked={isTable}
            onChange={({ currentTarget: { checked } }) => onTable(checked)}
          />
          <SegmentedControl
            size="xs"
            aria-label="Measure"
            value={measure}
            onChange={onMeasure}
            data={MEASURES.map((value) => ({ value, label: LABELS[value] }))}
          />
        </Group>
      </Group>
      {high.size > 0 && (
        <Text size="sm" mb="xs">
          Unusually much, more than three times the median: {[...high].map((place) => times[place]).join(', ')}.
        </Text>
      )}
      {isTable ? (
        <ChartTable
          times={times}
          buckets={buckets}
          series={drawn}
          unusual={high}
          format={FORMATS[measure]}
          zone={bucketZone}
        />
      ) : (
        <Suspense fallback={<Skeleton height={280} />}>
          <TimeChart
            label={`${measure} for each ${step}; the switch "As a table" shows the figures`}
            times={times}
            series={drawn}
            format={FORMATS[measure]}
            onPick={(first, last) => {
              const from = buckets[first];
              const to = buckets[last + 1] ?? series.covered.to;
              if (from !== undefined) onPick(from, to);
            }}
          />
        </Suspense>
      )}
    </Paper>
  );
}

import { Anchor } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import type { UsageBreakdown } from '@app/contracts/admin';
import { milliseconds, percent, whole } from '../../../shared/format/numbers';
import type { Column } from '../../../shared/ui/column';
import { DataTable } from '../../../shared/ui/data-table';
import { Money } from '../../../shared/ui/money';

export interface NamedRow {
  readonly name: string;
  readonly row: UsageBreakdown['rows'][number];
}

const tokens = (
  id: 'promptTokens' | 'completionTokens' | 'reasoningTokens' | 'cachedTokens',
  header: string,
): Column<NamedRow> => ({
  id,
  header,
  isNumeric: true,
  value: ({ row }) => row[id],
  cell: ({ row }) => whole(row[id]),
});

const FIGURES: readonly Column<NamedRow>[] = [
  {
    id: 'requests',
    header: 'Requests',
    isNumeric: true,
    value: ({ row }) => row.requests,
    cell: ({ row }) => whole(row.requests),
  },
  {
    id: 'errors',
    header: 'Errors',
    isNumeric: true,
    value: ({ row }) => row.failed,
    cell: ({ row }) => whole(row.failed),
  },
  {
    id: 'errorRate',
    header: 'Error rate',
    isNumeric: true,
    isExtra: true,
    value: ({ row }) => row.errorRate,
    cell: ({ row }) => percent(row.errorRate),
  },
  tokens('promptTokens', 'Prompt tokens'),
  tokens('completionTokens', 'Completion tokens'),
  { ...tokens('reasoningTokens', 'Reasoning'), isExtra: true },
  { ...tokens('cachedTokens', 'Cached'), isExtra: true },
  {
    id: 'costUsd',
    header: 'Cost',
    isNumeric: true,
    // What has no price is not nothing.
    value: ({ row }) => (row.costState === 'unpriced' ? null : row.costNanoUsd / 1e9),
    cell: ({ row }) => <Money nanoUsd={row.costNanoUsd} state={row.costState} />,
  },
  { id: 'costState', header: 'Cost state', isExtra: true, value: ({ row }) => row.costState },
  {
    id: 'costShare',
    header: 'Share',
    isNumeric: true,
    value: ({ row }) => row.costShare,
    cell: ({ row }) => percent(row.costShare),
  },
  {
    id: 'averageMs',
    header: 'Average',
    isNumeric: true,
    isExtra: true,
    value: ({ row }) => row.latency.averageMs,
    cell: ({ row }) => milliseconds(row.latency.averageMs),
  },
  {
    id: 'p95Ms',
    header: 'p95',
    isNumeric: true,
    value: ({ row }) => row.latency.p95Ms,
    cell: ({ row }) => milliseconds(row.latency.p95Ms),
  },
  {
    id: 'firstTokenP95Ms',
    header: 'First token p95',
    isNumeric: true,
    isExtra: true,
    value: ({ row }) => row.firstToken.p95Ms,
    cell: ({ row }) => milliseconds(row.firstToken.p95Ms),
  },
];

interface BreakdownTableProps {
  readonly name: string;
  readonly rows: readonly NamedRow[];
  /** Somebody wants to see the requests of this row alone. */
  readonly onPick: (key: string) => void;
}

export function BreakdownTable({ name, rows, onPick }: BreakdownTableProps): ReactElement {
  const columns = useMemo(() => [nameColumn(onPick), ...FIGURES], [onPick]);
  return <DataTable name={name} columns={columns} rows={rows} rowKey={({ row }) => row.key} sort="-costUsd" />;
}

function nameColumn(onPick: (key: string) => void): Column<NamedRow> {
  return {
    ...{ id: 'name', header: 'Name', value: ({ name }) => name },
    // Requests without a client or a group have nothing to filter by.
    cell: ({ name, row: { key } }) =>
      key === '' ? (
        name
      ) : (
        <Anchor component="button" type="button" inherit onClick={() => onPick(key)} title={`Only ${name}`}>
          {name}
        </Anchor>
      ),
  };
}

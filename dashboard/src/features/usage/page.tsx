import { Button, Stack, Tabs, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, type ReactElement } from 'react';
import type { UsageGrouping } from '@app/contracts';
import { useClientNames } from '../../shared/api/client-names';
import { useSearchText, useShow } from '../../shared/ui/address';
import { EmptyState } from '../../shared/ui/empty-state';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { RangePicker } from '../../shared/ui/range-picker';
import { useRange } from '../../shared/ui/range';
import { breakdownQuery, seriesQuery, summaryQuery } from './api';
import { BreakdownTable } from './components/breakdown-table';
import { TotalsCards } from './components/totals-cards';
import { MEASURES, UsageChart } from './components/usage-chart';
import { UsageFilters } from './components/usage-filters';
import { WhatIf } from './components/what-if';
import { filterOf, searchFor } from './filter';

const GROUPINGS: readonly { readonly value: UsageGrouping; readonly label: string }[] = [
  { value: 'provider', label: 'Providers' },
  { value: 'client', label: 'Clients' },
  { value: 'model', label: 'Models' },
  { value: 'group', label: 'Groups' },
];

/** What was used, what it cost, and where that went. */
export default function UsagePage(): ReactElement {
  const [range, changeRange] = useRange();
  const search = useSearchText();
  const show = useShow();
  const by = GROUPINGS.find(({ value }) => value === search['by'])?.value ?? 'provider';
  const measure = MEASURES.find((value) => value === search['measure']) ?? 'cost';
  const filter = filterOf(search);
  const summary = useQuery(summaryQuery(range, filter));
  const series = useQuery(seriesQuery(range, filter, by));
  const breakdown = useQuery(breakdownQuery(range, filter, by));
  const [isAsking, whatIf] = useDisclosure(false);
  const clients = useClientNames();
  const nameOf = useCallback(
    (key: string | null) => (key === null ? 'all others' : key === '' ? 'none' : by === 'client' ? clients(key) : key),
    [by, clients],
  );
  return (
    <>
      <PageHeader title="Usage">
        <RangePicker />
        <Button size="xs" variant="default" onClick={whatIf.open}>
          What if …
        </Button>
      </PageHeader>
      {isAsking && <WhatIf range={range} filter={filter} onClose={whatIf.close} />}
      <Stack>
        <UsageFilters />
        {breakdown.data?.covered.source === 'rows' && (
          <Text size="sm">
            Counted request by request, for a day at most: these filters have no sums kept for them.
          </Text>
        )}
        <QueryView query={summary} what="The totals" height={180}>
          {(totals) => (totals.current.requests === 0 ? <NothingYet /> : <TotalsCards summary={totals} />)}
        </QueryView>
        <QueryView query={series} what="The chart" height={340}>
          {(data) => (
            <UsageChart
              series={data}
              measure={measure}
              isTable={search['chart'] === 'table'}
              onTable={(isTable) => {
                show({ chart: isTable ? 'table' : undefined });
              }}
              nameOf={nameOf}
              onMeasure={(next) => {
                show({ measure: next });
              }}
              onPick={(from, to) => {
                changeRange({ range: 'custom', from: String(from), to: String(to) });
              }}
            />
          )}
        </QueryView>
        <Tabs
          value={by}
          onChange={(next) => {
            show({ by: next ?? 'provider' });
          }}
          keepMounted={false}
        >
          <Tabs.List aria-label="Broken down by">
            {GROUPINGS.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={by} pt="sm">
            <QueryView query={breakdown} what="The table" height={240}>
              {({ rows, omitted }) => (
                <>
                  <BreakdownTable
                    name={`Usage by ${by}`}
                    rows={rows.map((row) => ({ name: nameOf(row.key), row }))}
                    onPick={(key) => {
                      show(searchFor(by, key));
                    }}
                  />
                  {omitted > 0 && <Text size="sm">{omitted} more have less.</Text>}
                </>
              )}
            </QueryView>
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}

function NothingYet(): ReactElement {
  return (
    <EmptyState title="No requests in this range">
      Pick a longer range, or send a first request: the page First run has the commands.
    </EmptyState>
  );
}

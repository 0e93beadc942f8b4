import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useClientNames } from '../../shared/api/client-names';
import { useSearchText } from '../../shared/ui/address';
import { DataTable } from '../../shared/ui/data-table';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { PageHeader } from '../../shared/ui/page-header';
import { RangePicker } from '../../shared/ui/range-picker';
import { refreshSteadyRange, useSteadyRange } from '../../shared/ui/steady-range';
import { exportAddress, requestsQuery } from './api';
import { requestColumns } from './components/request-columns';
import { RequestFilters } from './components/request-filters';
import { isFiltered, requestFilterOf } from './filter';

/** The ledger, request by request. */
export default function RequestsPage(): ReactElement {
  const search = useSearchText();
  const range = useSteadyRange();
  const filter = requestFilterOf(search, range);
  const pages = useInfiniteQuery(requestsQuery(filter));
  const rows = useMemo(() => (pages.data?.pages ?? []).flatMap(({ requests }) => requests), [pages.data]);
  const nameOf = useClientNames();
  const columns = useMemo(() => requestColumns(range.zone, nameOf), [range.zone, nameOf]);
  const exports = (['csv', 'ndjson'] as const).map((format) => (
    <Button
      key={format}
      component="a"
      href={exportAddress(filter, format, range.zone)}
      download
      variant="default"
      size="compact-sm"
    >
      All as {format.toUpperCase()}
    </Button>
  ));
  return (
    <>
      <PageHeader title="Requests">
        <Button size="xs" variant="default" loading={pages.isFetching} onClick={refreshSteadyRange}>
          Up to now
        </Button>
        <RangePicker />
      </PageHeader>
      <RequestFilters />
      {pages.error && (
        <ErrorState
          what="The list of requests"
          error={pages.error}
          onRetry={() => void pages.refetch()}
          isStale={rows.length > 0}
        />
      )}
      {pages.isSuccess && rows.length === 0 && !pages.hasNextPage ? (
        <EmptyState title={isFiltered(search) ? 'No request meets these filters' : 'No requests in this range'}>
          {isFiltered(search)
            ? 'Take a filter away, or pick a longer range.'
            : 'Pick a longer range, or send a first request.'}
        </EmptyState>
      ) : (
        <DataTable
          name="Requests"
          columns={columns}
          rows={rows}
          rowKey={({ requestId }) => requestId}
          isSorted
          tools={exports}
        />
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="sm" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Older requests
        </Button>
      )}
    </>
  );
}

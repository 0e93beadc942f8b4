import { Button, Group, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useSearchText, useShow } from '../../shared/ui/address';
import { DataTable } from '../../shared/ui/data-table';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { PageHeader } from '../../shared/ui/page-header';
import { RangePicker } from '../../shared/ui/range-picker';
import { SearchField } from '../../shared/ui/search-field';
import { useSteadyRange } from '../../shared/ui/steady-range';
import { auditQuery } from './api';
import { auditColumns } from './components/audit-columns';
import { AuditEntryDrawer } from './components/audit-entry-drawer';
import { ChainCheck } from './components/chain-check';

const ENTITIES = [
  ...['', 'user', 'session', 'client', 'provider', 'group', 'model', 'price'],
  ...['setting', 'request', 'job', 'encryption_key', 'config'],
];

/** Who changed what. */
export default function AuditPage(): ReactElement {
  const search = useSearchText();
  const show = useShow();
  const range = useSteadyRange();
  const { from, to, zone } = range;
  const pages = useInfiniteQuery(
    auditQuery({ from, to, entity: search['entity'], actorName: search['actor'], action: search['action'] }),
  );
  const entries = useMemo(() => (pages.data?.pages ?? []).flatMap(({ items }) => items), [pages.data]);
  const columns = useMemo(() => auditColumns(zone, (sequence) => show({ entry: String(sequence) })), [zone, show]);
  const open = entries.find(({ sequence }) => String(sequence) === search['entry']);
  return (
    <>
      <PageHeader title="Audit">
        <RangePicker />
      </PageHeader>
      <Group gap="xs" mb="sm" align="flex-end">
        <NativeSelect
          label="Kind"
          size="xs"
          value={search['entity'] ?? ''}
          data={ENTITIES.map((value) => ({ value, label: value === '' ? 'All' : value.replace('_', ' ') }))}
          onChange={({ currentTarget: { value } }) => show({ entity: value === '' ? undefined : value })}
        />
        <SearchField name="actor" label="Who" data-search />
        <SearchField name="action" label="What" placeholder="client.create" />
        <ChainCheck />
      </Group>
      {pages.error && (
        <ErrorState
          what="The audit log"
          error={pages.error}
          onRetry={() => void pages.refetch()}
          isStale={entries.length > 0}
        />
      )}
      {pages.isSuccess && entries.length === 0 ? (
        <EmptyState title="Nothing was changed">Pick a longer range, or take a filter away.</EmptyState>
      ) : (
        <DataTable
          name="Audit log"
          columns={columns}
          rows={entries}
          rowKey={({ sequence }) => String(sequence)}
          isSorted
          {...(search['entry'] !== undefined && { selectedKey: search['entry'] })}
        />
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="sm" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Older entries
        </Button>
      )}
      {open && <AuditEntryDrawer entry={open} zone={zone} onClose={() => show({ entry: undefined })} />}
    </>
  );
}

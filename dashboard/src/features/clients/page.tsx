import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { ClientView } from '@app/contracts/admin';
import { clientsQuery } from '../../shared/api/client-names';
import { useIsAdmin } from '../../shared/api/session';
import { useChange } from '../../shared/api/use-change';
import { DataTable } from '../../shared/ui/data-table';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { useNow } from '../../shared/ui/use-now';
import { CLIENTS, updateClient } from './api';
import { clientColumns, type UsedMoney } from './components/client-columns';
import { ClientDialogs, type OpenDialog } from './components/client-dialogs';
import { clientUsageQuery, periodUsageQuery } from './usage';

/** Who uses the gateway, with which key, and how much. */
export default function ClientsPage(): ReactElement {
  const isAdmin = useIsAdmin();
  const now = useNow();
  const clients = useQuery(clientsQuery);
  const day = useQuery(clientUsageQuery(24, now));
  const month = useQuery(clientUsageQuery(30 * 24, now));
  const spent = useSpent(clients.data?.items ?? [], now);
  const [dialog, open] = useState<OpenDialog | null>(null);
  const { mutate: toggle } = useChange({
    ...{ change: updateClient, affects: [CLIENTS] },
    done: ({ name, isEnabled }) => `${name} is ${isEnabled ? 'enabled' : 'disabled'}.`,
  });
  const columns = useMemo(
    () =>
      clientColumns(
        now,
        isAdmin
          ? {
              edit: (client) => open({ kind: 'edit', client }),
              toggle: (client) => toggle({ client, change: { isEnabled: !client.isEnabled } }),
              rotate: (client) => open({ kind: 'rotate', client }),
              remove: (client) => open({ kind: 'remove', client }),
            }
          : undefined,
      ),
    [now, isAdmin, toggle],
  );
  const rowOf = (client: ClientView) => ({
    client,
    requestsADay: day.data ? (day.data.get(client.id)?.requests ?? 0) : null,
    costOfMonth: month.data ? (month.data.get(client.id) ?? NOTHING_USED) : null,
    spentNanoUsd: spent(client),
  });
  const create = (
    <Button size="xs" onClick={() => open({ kind: 'create' })}>
      New client
    </Button>
  );
  return (
    <>
      <PageHeader title="Clients">
        {isAdmin && (
          <>
            <Button size="xs" variant="default" onClick={() => open({ kind: 'find' })}>
              Whose key is this?
            </Button>
            {create}
          </>
        )}
      </PageHeader>
      {[day, month].some(({ error }) => error !== null) && (
        <ErrorState
          what="What the clients used"
          error={day.error ?? month.error}
          onRetry={() => void Promise.all([day.refetch(), month.refetch()])}
          isStale={day.data !== undefined}
        />
      )}
      <QueryView query={clients} what="The list of clients" height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No clients yet" {...(isAdmin && { action: create })}>
              Each application gets a key of its own, so that its costs and limits are its own, too.
            </EmptyState>
          ) : (
            <DataTable
              name="Clients"
              columns={columns}
              rows={items.map(rowOf)}
              rowKey={({ client }) => client.id}
              sort="name"
            />
          )
        }
      </QueryView>
      <ClientDialogs dialog={dialog} open={open} />
    </>
  );
}

const NOTHING_USED: UsedMoney = { costNanoUsd: 0, costState: 'priced' };
const PERIODS = ['day', 'month', 'total'] as const;

/** What is gone of each client's budget; only kinds of budgets that somebody has are asked for. */
function useSpent(clients: readonly ClientView[], now: number): (client: ClientView) => number | null {
  const usage = useQueries({
    queries: PERIODS.map((period) => ({
      ...periodUsageQuery(period, now),
      enabled: clients.some(({ limits }) => limits.budget?.period === period),
    })),
  });
  return ({ id, limits }) => {
    const used = usage[PERIODS.findIndex((period) => period === limits.budget?.period)];
    return used?.data ? (used.data.get(id)?.costNanoUsd ?? 0) : null;
  };
}

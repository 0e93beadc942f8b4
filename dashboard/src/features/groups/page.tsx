import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useIsAdmin } from '../../shared/api/session';
import { useChange } from '../../shared/api/use-change';
import { DataTable } from '../../shared/ui/data-table';
import { EmptyState } from '../../shared/ui/empty-state';
import { ButtonLink } from '../../shared/ui/links';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { GROUPS, groupsQuery, restoreSeeds } from './api';
import { groupColumns } from './components/group-columns';
import { NEW_GROUP_NAME } from './draft';
import { RouteTracer } from './tracer/route-tracer';

/** Names that route to models, and why a request would go where. */
export default function GroupsPage(): ReactElement {
  const isAdmin = useIsAdmin();
  const groups = useQuery(groupsQuery);
  const restore = useChange({
    change: restoreSeeds,
    affects: [GROUPS],
    done: ({ restored }) =>
      restored.length === 0 ? 'All seeded groups are there already.' : `Restored: ${restored.join(', ')}.`,
  });
  const restoreButton = isAdmin && (
    <Button size="xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate(undefined)}>
      Restore the seeded groups
    </Button>
  );
  return (
    <>
      <PageHeader title="Model groups">
        {restoreButton}
        {isAdmin && (
          <ButtonLink size="xs" to="/groups/$name" params={{ name: NEW_GROUP_NAME }}>
            New group
          </ButtonLink>
        )}
      </PageHeader>
      <QueryView query={groups} what="The list of groups" height={240}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title="There are no groups" action={restoreButton}>
                A group is a name that clients ask for and that leads to the model fit for each prompt.
              </EmptyState>
            ) : (
              <DataTable name="Groups" columns={groupColumns} rows={items} rowKey={({ name }) => name} sort="name" />
            )}
            {items[0] && <RouteTracer model={items[0].name} groups={items} />}
          </>
        )}
      </QueryView>
    </>
  );
}

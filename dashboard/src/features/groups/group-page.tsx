import { Alert, Button, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { GroupView } from '@app/contracts/admin';
import { useIsAdmin } from '../../shared/api/session';
import { useChange } from '../../shared/api/use-change';
import { ConfirmByName } from '../../shared/ui/confirm-by-name';
import { EmptyState } from '../../shared/ui/empty-state';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { GROUPS, groupsQuery, removeGroup } from './api';
import { GroupEditor } from './components/group-editor';
import { draftOf, EMPTY_DRAFT, NEW_GROUP_NAME } from './draft';
import { RouteTracer } from './tracer/route-tracer';

/** One group: what it is, and where it sends a prompt. */
export default function GroupPage(): ReactElement {
  const { name = '' } = useParams({ strict: false });
  const groups = useQuery(groupsQuery);
  const isAdmin = useIsAdmin();
  const isNew = name === NEW_GROUP_NAME;
  const group = groups.data?.items.find((each) => each.name === name);
  const isOurs = isAdmin && group?.managedBy === null;
  return (
    <>
      <PageHeader title={isNew ? 'New group' : name}>{group && isOurs && <RemoveGroup group={group} />}</PageHeader>
      <QueryView query={groups} what="The group" height={400}>
        {({ items }) =>
          isNew && isAdmin ? (
            <GroupEditor key="new" start={EMPTY_DRAFT} groups={items} />
          ) : !group ? (
            <EmptyState title="There is no such group">It may have been removed.</EmptyState>
          ) : isOurs ? (
            <GroupEditor key={name} group={group} start={draftOf(group)} groups={items} />
          ) : (
            <ReadOnlyGroup group={group} groups={items} />
          )
        }
      </QueryView>
    </>
  );
}

function ReadOnlyGroup({ group, groups }: { readonly group: GroupView; readonly groups: readonly GroupView[] }) {
  const { name, strategy, targets, logicLevel, primaryUse, managedBy } = group;
  return (
    <>
      {managedBy !== null && (
        <Alert color="blue" variant="outline" mb="md">
          The file {managedBy} declares this group; change it there.
        </Alert>
      )}
      <Text>
        {strategy}, level {logicLevel ?? 'any'}
        {primaryUse !== null && `, for ${primaryUse}`}
      </Text>
      <List type="ordered" mb="md">
        {targets.map((target) => (
          <List.Item key={target}>{target}</List.Item>
        ))}
      </List>
      <RouteTracer model={name} groups={groups} />
    </>
  );
}

function RemoveGroup({ group }: { readonly group: GroupView }): ReactElement {
  const [isAsking, asking] = useDisclosure(false);
  const navigate = useNavigate();
  const remove = useChange({
    ...{ change: removeGroup, affects: [GROUPS], isQuiet: true, done: () => `${group.name} is removed.` },
    onDone: () => void navigate({ to: '/groups' }),
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={asking.open}>
        Remove
      </Button>
      {isAsking && (
        <ConfirmByName
          name={group.name}
          action="Remove the group"
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(group)}
          onClose={asking.close}
        >
          Requests for this name are refused from then on.
        </ConfirmByName>
      )}
    </>
  );
}

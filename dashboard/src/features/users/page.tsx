import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { IssuedLoginView, ListedUser } from '@app/contracts/admin';
import { useChange } from '../../shared/api/use-change';
import { ConfirmByName } from '../../shared/ui/confirm-by-name';
import { DataTable } from '../../shared/ui/data-table';
import { IssuedSecret } from '../../shared/ui/issued-secret';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { endSessions, removeUser, resetPassword, updateUser, USERS, usersQuery } from './api';
import { CreateUser } from './components/create-user';
import { userColumns } from './components/user-columns';

/** Who may log in here, and what they may do. */
export default function UsersPage(): ReactElement {
  const users = useQuery(usersQuery);
  const [isCreating, creating] = useDisclosure(false);
  const [issued, setIssued] = useState<IssuedLoginView | null>(null);
  const [removed, setRemoved] = useState<ListedUser | null>(null);
  const update = useChange({ change: updateUser, affects: [USERS], done: ({ username }) => `${username} is changed.` });
  const reset = useChange({ change: resetPassword, affects: [USERS], onDone: setIssued });
  const end = useChange({
    change: endSessions,
    affects: [USERS],
    done: (_, { username }) => `${username} is logged out everywhere.`,
  });
  const remove = useChange({
    ...{ change: removeUser, affects: [USERS], isQuiet: true },
    done: (_, { username }) => `${username} is removed.`,
    onDone: () => setRemoved(null),
  });
  const columns = useMemo(
    () => userColumns({ update: update.mutate, reset: reset.mutate, end: end.mutate, remove: setRemoved }),
    [update.mutate, reset.mutate, end.mutate],
  );
  return (
    <>
      <PageHeader title="Users">
        <Button size="xs" onClick={creating.open}>
          New user
        </Button>
      </PageHeader>
      <QueryView query={users} what="The list of users" height={240}>
        {({ items }) => (
          <DataTable name="Users" columns={columns} rows={items} rowKey={({ id }) => id} sort="username" />
        )}
      </QueryView>
      {isCreating && (
        <CreateUser
          onClose={creating.close}
          onCreated={(user) => {
            creating.close();
            setIssued(user);
          }}
        />
      )}
      {issued?.oneTimePassword != null && (
        <IssuedSecret
          title={`The password of ${issued.username}`}
          label="One-time password"
          secret={issued.oneTimePassword}
          onClose={() => setIssued(null)}
        >
          {issued.username} has to change it at the first login.
        </IssuedSecret>
      )}
      {removed && (
        <ConfirmByName
          name={removed.username}
          action="Remove the user"
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(users.data?.items.find(({ id }) => id === removed.id) ?? removed)}
          onClose={() => {
            remove.reset();
            setRemoved(null);
          }}
        >
          Their sessions end at once. What they did stays in the audit log.
        </ConfirmByName>
      )}
    </>
  );
}

import { Badge, Button, Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ListedUser } from '@app/contracts/admin';
import { Ago } from '../../../shared/ui/ago';
import type { Column } from '../../../shared/ui/column';
import type { UserChange } from '../api';

export interface UserActions {
  readonly update: (change: UserChange) => void;
  readonly reset: (user: ListedUser) => void;
  readonly end: (user: ListedUser) => void;
  readonly remove: (user: ListedUser) => void;
}

export function userColumns(actions: UserActions): readonly Column<ListedUser>[] {
  return [
    { id: 'username', header: 'Username', value: ({ username }) => username },
    { id: 'role', header: 'Role', value: ({ role }) => role },
    { id: 'state', header: 'State', value: stateOf, cell: (user) => <State user={user} /> },
    {
      id: 'lastLoginAt',
      isMoment: true,
      header: 'Last login',
      value: ({ lastLoginAt }) => lastLoginAt,
      cell: (user) => moment(user.lastLoginAt),
    },
    {
      id: 'passwordChangedAt',
      isMoment: true,
      header: 'Password changed',
      value: ({ passwordChangedAt }) => passwordChangedAt,
      cell: (user) => moment(user.passwordChangedAt),
    },
    { id: 'sessions', header: 'Sessions', isNumeric: true, value: ({ sessions }) => sessions },
    {
      id: 'actions',
      header: 'Actions',
      isAction: true,
      value: () => null,
      cell: (user) => <Actions user={user} actions={actions} />,
    },
  ];
}

function stateOf({ isEnabled, mustChangePassword }: ListedUser): string {
  if (!isEnabled) return 'disabled';
  return mustChangePassword ? 'has to change the password' : 'active';
}

function State({ user }: { readonly user: ListedUser }): ReactElement {
  const colour = !user.isEnabled ? 'gray' : user.mustChangePassword ? 'yellow' : 'teal';
  return (
    <Badge variant="light" color={colour} tt="none">
      {stateOf(user)}
    </Badge>
  );
}

function moment(at: number | null): ReactElement | string {
  return at === null ? 'never' : <Ago at={at} />;
}

function Actions({ user, actions }: { readonly user: ListedUser; readonly actions: UserActions }): ReactElement {
  const { username, role, isEnabled } = user;
  const other = role === 'admin' ? 'viewer' : 'admin';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-xs" aria-label={`Actions for ${username}`}>
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.update({ user, change: { role: other } })}>Make {other}</Menu.Item>
        <Menu.Item onClick={() => actions.update({ user, change: { isEnabled: !isEnabled } })}>
          {isEnabled ? 'Disable' : 'Enable'}
        </Menu.Item>
        <Menu.Item onClick={() => actions.reset(user)}>Make a new password</Menu.Item>
        <Menu.Item onClick={() => actions.end(user)}>Log out everywhere</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => actions.remove(user)}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

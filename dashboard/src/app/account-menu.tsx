import { Button, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { messageOf } from '../shared/api/api-error';
import { logOut, useSession, useViewerPreview } from '../shared/api/session';
import { MenuLink } from './menu-link';

const SCHEMES: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
];

/** Who is logged in, how the pages look, and the way out. */
export function AccountMenu(): ReactElement {
  const { username, role } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const preview = useViewerPreview();
  const leave = useLogOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="default" size="xs">
          {username}
          {role === 'viewer' ? ' (viewer)' : ''}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink to="/account">Account and sessions</MenuLink>
        {role === 'admin' && <Menu.Item onClick={() => preview.set(true)}>See it as a viewer</Menu.Item>}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, label }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            onClick={() => {
              setColorScheme(value);
            }}
          >
            {colorScheme === value ? '● ' : '○ '}
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href="/docs" target="_blank">
          API documentation
        </Menu.Item>
        <Menu.Item onClick={leave}>Log out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useLogOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      await navigate({ to: '/login' });
      client.clear();
    },
    onError: (error) => {
      notifications.show({ message: `You are still logged in. ${messageOf(error)}`, color: 'red' });
    },
  });
  return mutate;
}

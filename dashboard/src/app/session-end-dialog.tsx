import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import type { SessionView } from '@app/contracts/admin';
import { messageOf } from '../shared/api/api-error';
import { listenForSessionEnd, request } from '../shared/api/request';
import { useSession, useSetSession } from '../shared/api/session';

/** Takes over when the API says that nobody is logged in any more. What was typed on the page behind it stays. */
export function SessionEndDialog(): ReactElement | null {
  const { username } = useSession();
  const [hasEnded, setHasEnded] = useState(false);
  useEffect(() => listenForSessionEnd(() => setHasEnded(true)), []);
  return hasEnded ? <LoginAgain username={username} onBack={() => setHasEnded(false)} /> : null;
}

interface LoginAgainProps {
  readonly username: string;
  readonly onBack: () => void;
}

function LoginAgain({ username, onBack }: LoginAgainProps): ReactElement {
  const [password, setPassword] = useState('');
  const client = useQueryClient();
  const setSession = useSetSession();
  const navigate = useNavigate();
  const login = useMutation({
    mutationFn: () => request<SessionView>('/session', { method: 'POST', body: { username, password } }),
    onSuccess: async (session) => {
      setSession(session);
      onBack();
      if (session.mustChangePassword) await navigate({ to: '/new-password' });
      else await client.invalidateQueries();
    },
  });
  const leave = async (): Promise<void> => {
    await navigate({ to: '/login' });
    client.clear();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title="Your session has ended"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          login.mutate();
        }}
      >
        <Stack>
          <Text size="sm">Log in as {username} again to go on. What you typed on the page is still there.</Text>
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={({ currentTarget: { value } }) => setPassword(value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            {...(login.error && { error: messageOf(login.error) })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void leave()}>
              As somebody else
            </Button>
            <Button type="submit" loading={login.isPending}>
              Log in
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { LoginRequest, SessionView } from '@app/contracts/admin';
import { request } from '../../shared/api/request';
import { useSetSession } from '../../shared/api/session';
import { useSearchText } from '../../shared/ui/address';
import { AuthFrame } from './auth-frame';
import { LoginProblem } from './login-problem';
import { pageOfOurs } from './page-of-ours';

export default function LoginPage(): ReactElement {
  useDocumentTitle('Log in · GopherGate');
  const [login, setLogin] = useState<Required<LoginRequest>>({ username: '', password: '', remember: false });
  const { mutate, isPending, error } = useLogIn();
  return (
    <AuthFrame>
      <Paper withBorder p="lg" radius="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            mutate(login);
          }}
        >
          <Stack>
            <Title order={1} size="h2">
              Log in
            </Title>
            {error !== null && <LoginProblem error={error} />}
            <TextInput
              label="Username"
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
              value={login.username}
              onChange={({ currentTarget: { value } }) => {
                setLogin((before) => ({ ...before, username: value }));
              }}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={login.password}
              onChange={({ currentTarget: { value } }) => {
                setLogin((before) => ({ ...before, password: value }));
              }}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            />
            <Checkbox
              label="Stay logged in when the browser is closed"
              checked={login.remember}
              onChange={({ currentTarget: { checked } }) => {
                setLogin((before) => ({ ...before, remember: checked }));
              }}
            />
            <Button type="submit" loading={isPending}>
              Log in
            </Button>
          </Stack>
        </form>
      </Paper>
      <Text size="sm" c="dimmed" mt="md">
        Locked out? <code>./gophergate reset-admin</code> on the server restores the first login.
      </Text>
    </AuthFrame>
  );
}

function useLogIn() {
  const navigate = useNavigate();
  const { history } = useRouter();
  const client = useQueryClient();
  const setSession = useSetSession();
  const { to } = useSearchText();
  return useMutation({
    mutationFn: (body: LoginRequest) => request<SessionView>('/session', { method: 'POST', body }),
    onSuccess: async (session) => {
      // Whoever was here before may have been somebody else.
      client.clear();
      setSession(session);
      if (session.mustChangePassword) await navigate({ to: '/new-password' });
      else history.push(pageOfOurs(to));
    },
  });
}

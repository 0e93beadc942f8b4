import { Alert, Button, Paper, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { logOut, useSetSession } from '../../shared/api/session';
import { AuthFrame } from './auth-frame';
import { LoginProblem } from './login-problem';
import { PasswordForm } from './password-form';

/** Nothing else works before the first password is changed. */
export default function NewPasswordPage(): ReactElement {
  useDocumentTitle('New password · GopherGate');
  const navigate = useNavigate();
  const setSession = useSetSession();
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      await navigate({ to: '/login' });
      setSession(null);
    },
  });
  return (
    <AuthFrame>
      <Paper withBorder p="lg" radius="md">
        <Stack>
          <Title order={1} size="h2">
            Choose a password
          </Title>
          <Alert variant="light" color="yellow">
            This password was given to you, so somebody else knows it. Nothing else works before it is changed.
          </Alert>
          <PasswordForm onChanged={() => void navigate({ to: '/first-run' })} />
          {leave.error && <LoginProblem error={leave.error} />}
          <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
            Log out
          </Button>
        </Stack>
      </Paper>
    </AuthFrame>
  );
}

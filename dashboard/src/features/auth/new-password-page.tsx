import { Alert, Button, Paper, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { request } from '../../shared/api/request';
import { useSetSession } from '../../shared/api/session';
import { AuthFrame } from './auth-frame';
import { PasswordForm } from './password-form';

/** Nothing else works before the first password is changed. */
export default function NewPasswordPage(): ReactElement {
  useDocumentTitle('New password · GopherGate');
  const navigate = useNavigate();
  const setSession = useSetSession();
  const leave = async (): Promise<void> => {
    await request('/session', { method: 'DELETE' });
    await navigate({ to: '/login' });
    setSession(null);
  };
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
          <Button variant="subtle" onClick={() => void leave()}>
            Log out
          </Button>
        </Stack>
      </Paper>
    </AuthFrame>
  );
}

import { Button, PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ChangePasswordRequest, SessionView } from '@app/contracts/admin';
import { request } from '../../shared/api/request';
import { useSession, useSetSession } from '../../shared/api/session';
import { LoginProblem } from './login-problem';
import { strengthOf } from './password-strength';

const EMPTY = { current: '', next: '', repeat: '' };

/** Changes the password of whoever is logged in, which begins a new session and ends the others. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }): ReactElement {
  const { username } = useSession();
  const [fields, setFields] = useState(EMPTY);
  const { mutate, isPending, error } = useChangePassword(() => {
    setFields(EMPTY);
    onChanged();
  });
  const { problem, percent } = strengthOf(fields.next, username);
  const isRepeated = fields.repeat === fields.next;
  const field = (name: keyof typeof fields) => ({
    required: true,
    withAsterisk: false,
    value: fields[name],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) => {
      setFields((before) => ({ ...before, [name]: value }));
    },
    visibilityToggleButtonProps: { 'aria-label': 'Show the password' },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null && isRepeated) mutate({ current: fields.current, new: fields.next });
      }}
    >
      <Stack>
        {error !== null && <LoginProblem error={error} />}
        <PasswordInput label="Current password" autoComplete="current-password" {...field('current')} />
        <div>
          <PasswordInput
            label="New password"
            autoComplete="new-password"
            aria-describedby="password-strength"
            {...field('next')}
          />
          <Progress value={percent} color={problem === null ? 'teal' : 'orange'} size="xs" mt={6} aria-hidden />
          <Text id="password-strength" size="sm" c="dimmed">
            {problem ?? 'Good. Longer is better.'}
          </Text>
        </div>
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          {...field('repeat')}
          {...(fields.repeat !== '' && !isRepeated && { error: 'The two differ.' })}
        />
        <Button type="submit" loading={isPending} disabled={problem !== null || !isRepeated}>
          Change the password
        </Button>
      </Stack>
    </form>
  );
}

function useChangePassword(onChanged: () => void) {
  const setSession = useSetSession();
  return useMutation({
    mutationFn: (body: ChangePasswordRequest) => request<SessionView>('/session/password', { method: 'POST', body }),
    onSuccess: (session) => {
      setSession(session);
      onChanged();
    },
  });
}

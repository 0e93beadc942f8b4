import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { EndedSessions, OwnSession, OwnSessionList } from '@app/contracts/admin';
import { messageOf } from '../../shared/api/api-error';
import { request } from '../../shared/api/request';
import { useSession } from '../../shared/api/session';
import { Ago } from '../../shared/ui/ago';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { PasswordForm } from './password-form';

const KEY = ['own-sessions'];

export default function AccountPage(): ReactElement {
  const { username, role, passwordChangedAt } = useSession();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<OwnSessionList>('/sessions', { signal }),
  });
  const end = useEndSessions();
  return (
    <>
      <PageHeader title="Account" />
      <Stack maw={760}>
        <Text>
          You are <b>{username}</b> ({role}).{' '}
          {passwordChangedAt !== null && (
            <>
              Your password was changed <Ago at={passwordChangedAt} />.
            </>
          )}
        </Text>
        <Paper withBorder p="md">
          <Title order={2} size="h4" mb="sm">
            Change the password
          </Title>
          <PasswordForm
            onChanged={() => {
              notifications.show({
                message: 'The password is changed; your other sessions have ended.',
                color: 'teal',
              });
            }}
          />
        </Paper>
        <Paper withBorder p="md">
          <Group justify="space-between" mb="sm">
            <Title order={2} size="h4">
              Sessions
            </Title>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                end.mutate('others');
              }}
              loading={end.isPending}
            >
              End all others
            </Button>
          </Group>
          <QueryView query={sessions} what="The list of sessions" height={120}>
            {({ items }) => (
              <Stack gap="xs">
                {items.map((session) => (
                  <SessionRow
                    key={session.id}
                    session={session}
                    onEnd={() => {
                      end.mutate(session.id);
                    }}
                  />
                ))}
              </Stack>
            )}
          </QueryView>
        </Paper>
      </Stack>
    </>
  );
}

function SessionRow({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: () => void }): ReactElement {
  const { isCurrent, address, userAgent, lastSeenAt } = session;
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" lineClamp={1}>
          {address} · {userAgent || 'unknown browser'}
        </Text>
        <Text size="xs" c="dimmed">
          last used <Ago at={lastSeenAt} />
        </Text>
      </div>
      {isCurrent ? (
        <Badge variant="light">this one</Badge>
      ) : (
        <Button size="compact-xs" variant="default" onClick={onEnd} aria-label={`End the session from ${address}`}>
          End
        </Button>
      )}
    </Group>
  );
}

function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: string) => request<EndedSessions | undefined>(`/sessions/${which}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => notifications.show({ color: 'red', message: messageOf(error) }),
  });
}

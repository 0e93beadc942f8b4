import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { IdentifiedKey } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { request } from '../../../shared/api/request';

/** Tells whose key somebody has found; the key itself is looked up and kept nowhere. */
export function FindClient({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [key, setKey] = useState('');
  const find = useMutation({
    mutationFn: () => request<IdentifiedKey>('/clients/identify', { method: 'POST', body: { key: key.trim() } }),
  });
  return (
    <Modal opened onClose={onClose} title="Whose key is this?">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find.mutate();
        }}
      >
        <Stack>
          <PasswordInput
            label="Key"
            description="It is looked up, and neither stored nor logged."
            autoComplete="off"
            data-autofocus
            value={key}
            onChange={({ currentTarget: { value } }) => setKey(value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
            {...(find.error && { error: messageOf(find.error) })}
          />
          <Text aria-live="polite" size="sm">
            {find.data && (find.data.client ? `It belongs to ${find.data.client.name}.` : 'It is nobody’s.')}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={find.isPending}>
              Find
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

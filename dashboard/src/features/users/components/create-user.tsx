import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { UserRole } from '@app/contracts';
import type { IssuedLoginView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { createUser, USERS } from '../api';

interface CreateUserProps {
  readonly onCreated: (user: IssuedLoginView) => void;
  readonly onClose: () => void;
}

export function CreateUser({ onCreated, onClose }: CreateUserProps): ReactElement {
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<UserRole>('viewer');
  const create = useChange({ change: createUser, affects: [USERS], isQuiet: true, onDone: onCreated });
  return (
    <Modal opened onClose={onClose} title="New user">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ username, role });
        }}
      >
        <Stack>
          <TextInput
            label="Username"
            withAsterisk={false}
            required
            data-autofocus
            autoComplete="off"
            value={username}
            onChange={({ currentTarget: { value } }) => setUsername(value)}
            {...(create.error && { error: messageOf(create.error) })}
          />
          <Radio.Group label="Role" value={role} onChange={(value) => setRole(value)}>
            <Stack gap="xs" mt={4}>
              <Radio
                value="viewer"
                label="Viewer"
                description="Reads usage, costs, requests and configuration, and changes nothing."
              />
              <Radio value="admin" label="Administrator" description="Does everything." />
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            A password is made and shown once; it has to be changed at the first login.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

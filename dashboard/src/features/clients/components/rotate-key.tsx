import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { ClientView, IssuedKeyView } from '@app/contracts/admin';
import { useChange } from '../../../shared/api/use-change';
import { CLIENTS, rotateClient } from '../api';

const HOUR_MS = 3_600_000;
const OVERLAPS = [
  { value: '0', label: 'not at all' },
  { value: String(HOUR_MS), label: 'an hour' },
  { value: String(24 * HOUR_MS), label: 'a day' },
  { value: String(7 * 24 * HOUR_MS), label: 'a week' },
];

interface RotateKeyProps {
  readonly client: ClientView;
  readonly onDone: (issued: IssuedKeyView) => void;
  readonly onClose: () => void;
}

export function RotateKey({ client, onDone, onClose }: RotateKeyProps): ReactElement {
  const [overlap, setOverlap] = useState(String(24 * HOUR_MS));
  const rotate = useChange({ change: rotateClient, affects: [CLIENTS], onDone });
  return (
    <Modal opened onClose={onClose} title={`A new key for ${client.name}`}>
      <Stack>
        <Text size="sm">
          The new key works at once. Choose how long the old one works beside it, so that nothing stands still.
        </Text>
        <NativeSelect
          label="The old key works on for"
          data={OVERLAPS}
          value={overlap}
          onChange={({ currentTarget: { value } }) => setOverlap(value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate({ client, overlapMs: Number(overlap) })}>
            Make a new key
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

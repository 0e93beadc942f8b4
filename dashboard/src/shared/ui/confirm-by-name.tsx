import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { messageOf } from '../api/api-error';

interface ConfirmByNameProps {
  /** Of what goes; it has to be typed. */
  readonly name: string;
  /** `Delete the client`. */
  readonly action: string;
  /** What follows from it. */
  readonly children: ReactNode;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is destroyed, so that a stray click does not. */
export function ConfirmByName(props: ConfirmByNameProps): ReactElement {
  const { name, action, children, isBusy, error, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  return (
    <Modal opened onClose={onClose} title={`${action} “${name}”?`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) onConfirm();
        }}
      >
        <Stack>
          <Text component="div">{children}</Text>
          <TextInput
            label={`Type ${name} to confirm`}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
            }}
            autoComplete="off"
            data-autofocus
            {...(error !== null && { error: messageOf(error) })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" disabled={typed !== name} loading={isBusy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Alert, Button, Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { CopyField } from './copy-field';

interface IssuedSecretProps {
  /** `The key of mobile app`. */
  readonly title: string;
  /** `API key`. */
  readonly label: string;
  readonly secret: string;
  /** What to do with it. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** Shows a secret this once. It does not close before it was copied or somebody says that it is kept. */
export function IssuedSecret({ title, label, secret, children, onClose }: IssuedSecretProps): ReactElement {
  const [isKept, setIsKept] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Alert color="yellow" variant="light">
          It is shown this once, and kept nowhere. Copy it now.
        </Alert>
        <CopyField label={label} value={secret} onCopied={() => setIsKept(true)} />
        {children !== undefined && <Text component="div">{children}</Text>}
        <Checkbox
          label="I have kept it"
          checked={isKept}
          onChange={({ currentTarget: { checked } }) => setIsKept(checked)}
        />
        <Button disabled={!isKept} onClick={onClose}>
          Done
        </Button>
      </Stack>
    </Modal>
  );
}

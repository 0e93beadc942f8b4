import { Button, Group, Text, TextInput } from '@mantine/core';
import { useRef, useState, type ReactElement } from 'react';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCopied?: () => void;
}

/** A text to be copied. Over plain http browsers hide their clipboard: then the text is selected, and the keys are named. */
export function CopyField({ label, value, onCopied }: CopyFieldProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'copied' | 'selected'>('idle');
  const copy = async (): Promise<void> => {
    const isCopied = await copied(value, input.current);
    setState(isCopied ? 'copied' : 'selected');
    if (isCopied) onCopied?.();
  };
  return (
    <div>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          ref={input}
          label={label}
          value={value}
          readOnly
          flex={1}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
          onCopy={onCopied}
        />
        <Button variant="default" onClick={() => void copy()}>
          {state === 'copied' ? 'Copied' : 'Copy'}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" aria-live="polite">
        {state === 'selected' &&
          'The browser does not let pages copy here. The text is selected: press Ctrl+C (⌘C on a Mac).'}
      </Text>
    </div>
  );
}

async function copied(value: string, input: HTMLInputElement | null): Promise<boolean> {
  try {
    // Absent on pages that did not come by https, whatever the types say.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) throw new Error('There is no clipboard.');
    await clipboard.writeText(value);
    return true;
  } catch {
    input?.focus();
    input?.select();
    return false;
  }
}

import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { useSearchText, useShow } from './address';

const TYPING_MS = 300;

interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'name'> {
  /** The parameter of the address that it stands for. */
  readonly name: string;
}

/** A text that is kept in the address, once somebody stops typing. It follows the address when that changes otherwise. */
export function SearchField({ name, ...look }: SearchFieldProps): ReactElement {
  const inAddress = useSearchText()[name] ?? '';
  const show = useShow();
  const [typed, setTyped] = useState(inAddress);
  const [known, setKnown] = useState({ address: inAddress, sent: inAddress });
  if (inAddress !== known.address) {
    setKnown({ address: inAddress, sent: inAddress });
    // What this field has put there itself must not undo what was typed since.
    if (inAddress !== known.sent) setTyped(inAddress);
  }
  const send = useDebouncedCallback((text: string) => {
    setKnown((before) => ({ ...before, sent: text }));
    show({ [name]: text === '' ? undefined : text });
  }, TYPING_MS);
  return (
    <TextInput
      size="xs"
      {...look}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        send(value.trim());
      }}
    />
  );
}

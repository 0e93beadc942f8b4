import { Button, Group, NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { useClientNames } from '../../../shared/api/client-names';
import { useSearchText, useShow } from '../../../shared/ui/address';
import { ENTITY_NAMES, without } from '../filter';

const CHOICES = [
  ['outcome', 'Outcome', ['completed', 'failed', 'cancelled']],
  ['stream', 'Streams', ['yes', 'no']],
] as const;

/** Which requests are counted. Whose they are is chosen by a click on a name in the table. */
export function UsageFilters(): ReactElement {
  const search = useSearchText();
  const show = useShow();
  const nameOf = useClientNames();
  return (
    <Group gap="xs" role="group" aria-label="Filters">
      {CHOICES.map(([name, label, values]) => (
        <NativeSelect
          key={name}
          aria-label={label}
          size="xs"
          value={search[name] ?? ''}
          data={[
            { value: '', label: `${label}: all` },
            ...values.map((value) => ({ value, label: `${label}: ${value}` })),
          ]}
          onChange={({ currentTarget: { value } }) => show({ [name]: value === '' ? undefined : value })}
        />
      ))}
      {ENTITY_NAMES.map((name) => {
        const value = search[name];
        if (value === undefined) return null;
        const text = name === 'client' ? nameOf(value) : value;
        return (
          <Button
            key={name}
            size="xs"
            variant="light"
            aria-label={`Take away the filter ${name} ${text}`}
            onClick={() => show(without(name))}
          >
            {name}: {text} ×
          </Button>
        );
      })}
    </Group>
  );
}

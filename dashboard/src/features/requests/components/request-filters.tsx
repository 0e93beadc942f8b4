import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { clientsQuery } from '../../../shared/api/client-names';
import { useSearchText, useShow } from '../../../shared/ui/address';
import { SearchField } from '../../../shared/ui/search-field';
import { FILTER_NAMES, isFiltered } from '../filter';

interface Choice {
  readonly name: 'outcome' | 'status' | 'cost' | 'stream';
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

const CHOICES: readonly Choice[] = [
  {
    name: 'outcome',
    label: 'Outcome',
    options: [
      ['completed', 'Completed'],
      ['failed', 'Failed'],
      ['cancelled', 'Cancelled'],
    ],
  },
  {
    name: 'status',
    label: 'Status',
    options: [
      ['2', '2xx'],
      ['4', '4xx'],
      ['5', '5xx'],
    ],
  },
  {
    name: 'cost',
    label: 'Cost',
    options: [
      ['priced', 'Priced'],
      ['free', 'Free'],
      ['unpriced', 'Unpriced'],
    ],
  },
  {
    name: 'stream',
    label: 'Kind',
    options: [
      ['yes', 'Streams'],
      ['no', 'JSON'],
    ],
  },
];
const TEXTS = [
  ['model', 'Model'],
  ['provider', 'Provider'],
  ['group', 'Group'],
  ['code', 'Error code'],
] as const;

/** Which requests are listed; kept in the address. */
export function RequestFilters(): ReactElement {
  const search = useSearchText();
  const show = useShow();
  const { data: clients } = useQuery(clientsQuery);
  const change = (name: string, value: string): void => show({ [name]: value === '' ? undefined : value });
  return (
    <Group gap="xs" mb="sm" align="flex-end">
      <NativeSelect
        label="Client"
        size="xs"
        value={search['client'] ?? ''}
        data={[
          { value: '', label: 'All' },
          ...(clients?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => change('client', value)}
      />
      {CHOICES.map(({ name, label, options }) => (
        <NativeSelect
          key={name}
          label={label}
          size="xs"
          value={search[name] ?? ''}
          data={[{ value: '', label: 'All' }, ...options.map(([value, text]) => ({ value, label: text }))]}
          onChange={({ currentTarget: { value } }) => change(name, value)}
        />
      ))}
      {TEXTS.map(([name, label]) => (
        <SearchField key={name} name={name} label={label} w={130} />
      ))}
      {isFiltered(search) && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => show(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined])))}
        >
          Show all
        </Button>
      )}
    </Group>
  );
}

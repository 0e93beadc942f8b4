import { Group, Text, TextInput, UnstyledButton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { GroupList } from '@app/contracts/admin';
import { clientsQuery } from '../../shared/api/client-names';
import { modelsQuery } from '../../shared/api/models';
import { request } from '../../shared/api/request';
import type { Page } from '../pages';
import { destinationsOf, matching, type Destination } from './destinations';

const groupsQuery = queryOptions({
  queryKey: ['groups', 'list'],
  queryFn: ({ signal }) => request<GroupList>('/groups', { signal }),
});
const LIST = 'palette-list';
const optionId = (index: number): string => `palette-${index}`;

interface PaletteSearchProps {
  readonly pages: readonly Page[];
  readonly onDone: () => void;
}

/** A field and what fits it; arrows choose, Enter goes there. */
export default function PaletteSearch({ pages, onDone }: PaletteSearchProps): ReactElement {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const groups = useQuery(groupsQuery).data?.items ?? [];
  const clients = useQuery(clientsQuery).data?.items ?? [];
  const models = useQuery(modelsQuery).data?.items ?? [];
  const found = matching(destinationsOf({ pages, groups, clients, models }), text);
  const current = Math.min(chosen, found.length - 1);
  const go = ({ to, params, search }: Destination): void => {
    onDone();
    void navigate({ to, ...(params && { params }), ...(search && { search }) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const target = found[current];
    if (step !== undefined) setChosen((current + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter' && target) go(target);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        aria-label="Page, group, client or model"
        placeholder="Page, group, client or model"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={LIST}
        aria-activedescendant={found.length > 0 ? optionId(current) : ''}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={LIST} role="listbox" aria-label="Where to go">
        {found.map((destination, index) => (
          <UnstyledButton
            key={`${destination.kind} ${destination.label}`}
            id={optionId(index)}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            className="palette-option"
            onClick={() => go(destination)}
          >
            <Group justify="space-between" wrap="nowrap" gap="md">
              <Text size="sm" truncate>
                {destination.label}
              </Text>
              <Text size="xs" className="one-line">
                {destination.kind}
              </Text>
            </Group>
          </UnstyledButton>
        ))}
      </div>
      <Text size="sm" mt="xs" aria-live="polite">
        {found.length === 0 && 'Nothing is called that.'}
      </Text>
    </>
  );
}

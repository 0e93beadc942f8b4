import {
  Autocomplete,
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { clientsQuery } from '../../../shared/api/client-names';
import { routableNamesQuery } from '../../../shared/api/routable-names';
import { useIsAdmin } from '../../../shared/api/session';
import { NO_NUMBER } from '../../../shared/ui/typed-number';
import { badSettingsOf, MOST_MODELS, type ChatSettings } from '../conversation';

interface SettingsPanelProps {
  readonly settings: ChatSettings;
  /** Models stay the same while a conversation goes on: each has a side of its own in it. */
  readonly hasBegun: boolean;
  readonly onChange: (change: Partial<ChatSettings>) => void;
}

const NUMBERS = [
  ['temperature', 'Temperature'],
  ['topP', 'Top p'],
  ['maxTokens', 'Longest answer, tokens'],
] as const;

/** Whom to ask, as whom, and how. */
export function SettingsPanel({ settings, hasBegun, onChange }: SettingsPanelProps): ReactElement {
  const isAdmin = useIsAdmin();
  const bad = badSettingsOf(settings);
  return (
    <Stack gap="xs">
      {isAdmin && <AsClient clientId={settings.clientId} onChange={onChange} />}
      <Models models={settings.models} isFixed={hasBegun} onChange={(models) => onChange({ models })} />
      <Textarea
        label="System"
        autosize
        minRows={2}
        value={settings.system}
        onChange={({ currentTarget: { value } }) => onChange({ system: value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
        {NUMBERS.map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            inputMode="decimal"
            placeholder="as usual"
            value={settings[name]}
            onChange={({ currentTarget: { value } }) => onChange({ [name]: value })}
            {...(bad.includes(name) && { error: NO_NUMBER })}
          />
        ))}
      </SimpleGrid>
      <Group>
        <Switch
          label="Stream"
          checked={settings.isStream}
          onChange={({ currentTarget: { checked } }) => onChange({ isStream: checked })}
        />
        <Switch
          label="JSON answers"
          checked={settings.isJson}
          onChange={({ currentTarget: { checked } }) => onChange({ isJson: checked })}
        />
      </Group>
    </Stack>
  );
}

function AsClient({ clientId, onChange }: Pick<SettingsPanelProps, 'onChange'> & { readonly clientId: string }) {
  const { data } = useQuery(clientsQuery);
  const clients = data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <NativeSelect
      label="As"
      description="Whose limits hold, and on whose account it is booked."
      data={[{ value: '', label: 'the playground itself' }, ...clients]}
      value={clientId}
      onChange={({ currentTarget: { value } }) => onChange({ clientId: value })}
    />
  );
}

interface ModelsProps {
  readonly models: readonly string[];
  readonly isFixed: boolean;
  readonly onChange: (models: readonly string[]) => void;
}

function Models({ models, isFixed, onChange }: ModelsProps): ReactElement {
  const { data: names = [] } = useQuery(routableNamesQuery);
  return (
    <Stack gap="xs" role="group" aria-label="Models">
      {models.map((model, index) => (
        // A place, whatever stands there while it is typed.
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <Autocomplete
            label={index === 0 ? 'Model or group' : `And beside it, ${index + 1}`}
            flex={1}
            miw={0}
            limit={30}
            data={names}
            value={model}
            readOnly={isFixed}
            onChange={(value) => onChange(models.with(index, value))}
          />
          {index > 0 && !isFixed && (
            <Button variant="default" onClick={() => onChange(models.toSpliced(index, 1))}>
              Remove {index + 1}
            </Button>
          )}
        </Group>
      ))}
      {!isFixed && models.length < MOST_MODELS && (
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => onChange([...models, ''])}>
            Compare with another
          </Button>
        </Group>
      )}
    </Stack>
  );
}

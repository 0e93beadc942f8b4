import { Button, Group, NativeSelect, NumberInput, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ChangeableSettingsView, SettingsView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { sessionQuery } from '../../../shared/api/session';
import { useChange } from '../../../shared/api/use-change';
import { SETTINGS, updateSettings } from '../api';

const LEVELS: readonly ChangeableSettingsView['logLevel'][] = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
const ACCESS: readonly { readonly value: ChangeableSettingsView['playgroundAccess']; readonly label: string }[] = [
  { value: 'off', label: 'nobody' },
  { value: 'admin', label: 'administrators' },
  { value: 'viewer', label: 'viewers, too' },
];

/** Settings that change while the gateway runs. What a variable says is shown and cannot be changed here. */
export function ChangeableSettings({ view }: { readonly view: SettingsView }): ReactElement {
  // Only what was changed here: the rest follows the server, and nothing typed is lost when that changes.
  const [changes, setChanges] = useState<Partial<ChangeableSettingsView>>({});
  const fields = { ...view.settings, ...changes };
  const client = useQueryClient();
  const save = useChange({
    ...{ change: updateSettings, affects: [SETTINGS], isQuiet: true },
    done: () => 'The settings are changed.',
    // A login knows of the zone and of what it may see.
    onDone: () => {
      setChanges({});
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const set = (change: Partial<ChangeableSettingsView>): void => setChanges((before) => ({ ...before, ...change }));
  const given = (field: keyof ChangeableSettingsView) => givenBy(view, field);
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => view.settings[name as keyof ChangeableSettingsView] !== value),
  );
  return (
    <Paper withBorder p="md" maw={640}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ version: view.version, change: changed });
        }}
      >
        <Stack>
          <Title order={2} size="h4">
            While it runs
          </Title>
          <NativeSelect
            label="Reporting zone"
            {...given('reportingZone')}
            data={[...new Set([fields.reportingZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
            value={fields.reportingZone}
            onChange={({ currentTarget: { value } }) => set({ reportingZone: value })}
          />
          <Switch
            label="Keep bodies of requests and answers, sealed"
            {...given('captureBodies')}
            checked={fields.captureBodies}
            onChange={({ currentTarget: { checked } }) => set({ captureBodies: checked })}
          />
          <NumberInput
            label="Days that bodies are kept"
            {...given('captureRetentionDays')}
            min={1}
            max={90}
            value={fields.captureRetentionDays}
            onChange={(value) => set({ captureRetentionDays: Number(value) })}
          />
          <Switch
            label="Viewers may read bodies, too"
            {...given('viewersReadBodies')}
            checked={fields.viewersReadBodies}
            onChange={({ currentTarget: { checked } }) => set({ viewersReadBodies: checked })}
          />
          <NativeSelect
            label="The playground is for"
            {...given('playgroundAccess')}
            data={[...ACCESS]}
            value={fields.playgroundAccess}
            onChange={({ currentTarget: { value } }) =>
              set({ playgroundAccess: value as ChangeableSettingsView['playgroundAccess'] })
            }
          />
          <NativeSelect
            label="Log level"
            {...given('logLevel')}
            data={[...LEVELS]}
            value={fields.logLevel}
            onChange={({ currentTarget: { value } }) => set({ logLevel: value as ChangeableSettingsView['logLevel'] })}
          />
          {save.error && (
            <Text c="red" role="alert" size="sm">
              {messageOf(save.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={Object.keys(changed).length === 0}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** What a variable says wins, so it has to be changed there. */
function givenBy({ variables }: SettingsView, field: keyof ChangeableSettingsView) {
  const variable = variables.find((each) => each.field === field);
  const isGiven = variable?.source === 'environment' || variable?.source === 'file';
  return isGiven ? { disabled: true, description: `Set by ${variable.name}; change it there.` } : {};
}

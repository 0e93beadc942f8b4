import {
  Button,
  Fieldset,
  Group,
  Modal,
  NativeSelect,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ProviderView } from '@app/contracts/admin';
import { ApiError, messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { NO_NUMBER } from '../../../shared/ui/typed-number';
import { PROVIDERS, providersQuery, updateProvider } from '../api';
import { badFieldsOf, fieldsOf, requestOf, type ProviderFields } from '../provider-fields';

const LIMITS = [
  ['connectMs', 'Connect', 'limits.connectMs'],
  ['firstByteMs', 'First byte', 'limits.firstByteMs'],
  ['idleMs', 'Silence within an answer', 'limits.idleMs'],
  ['totalMs', 'Whole answer', 'limits.totalMs'],
] as const;
const BREAKER = [
  ['errorPercent', 'Failures that pause it, in percent', 'breaker.errorPercent'],
  ['volume', 'Requests before that counts', 'breaker.volume'],
  ['resetMs', 'Pause, in milliseconds', 'breaker.resetMs'],
  ['maxInFlight', 'Requests at once to one model', 'maxInFlight'],
] as const;

interface EditProviderProps {
  readonly provider: ProviderView;
  readonly onClose: () => void;
}

/** What is stored here for a provider; it wins over the environment. */
export function EditProvider({ provider, onClose }: EditProviderProps): ReactElement {
  const { label, stored, enabledBy } = provider;
  const [fields, setFields] = useState(() => fieldsOf(provider));
  const save = useChange({
    ...{ change: updateProvider, affects: [PROVIDERS], isQuiet: true, onDone: onClose },
    done: () => `${label} is changed, from the next request on.`,
  });
  const { error } = save;
  const bad = badFieldsOf(fields);
  // After a conflict the list has been read again: another try is of what is there now.
  const newest = useQuery(providersQuery).data?.items.find(({ id }) => id === provider.id) ?? provider;
  const field = (name: keyof ProviderFields, param: string) => ({
    value: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setFields((before) => ({ ...before, [name]: value })),
    ...(error instanceof ApiError && error.param?.endsWith(param) && { error: error.message }),
    ...(bad.includes(name) && { error: NO_NUMBER }),
  });
  const number = { inputMode: 'numeric' as const, placeholder: 'as configured' };
  return (
    <Modal opened onClose={onClose} title={label} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (bad.length === 0) save.mutate({ provider: newest, change: requestOf(fields, stored.tuning) });
        }}
      >
        <Stack>
          <NativeSelect
            label="In use"
            data={[
              { value: '', label: `as the environment has it (${enabledBy})` },
              { value: 'yes', label: 'yes' },
              { value: 'no', label: 'no' },
            ]}
            {...field('isEnabled', 'isEnabled')}
          />
          <PasswordInput
            label="API key"
            description={
              stored.hasApiKey
                ? 'One is stored; type another to replace it. It is never shown.'
                : 'Stored encrypted and never shown again.'
            }
            placeholder={stored.hasApiKey ? '••••••••' : ''}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
            {...field('apiKey', 'apiKey')}
          />
          <TextInput label="Base URL" placeholder={provider.baseUrl} {...field('baseUrl', 'baseUrl')} />
          <Fieldset legend="Time limits, in milliseconds">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {LIMITS.map(([name, text, param]) => (
                <TextInput key={name} label={text} {...number} {...field(name, param)} />
              ))}
            </SimpleGrid>
          </Fieldset>
          <Fieldset legend="When it fails">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {BREAKER.map(([name, text, param]) => (
                <TextInput key={name} label={text} {...number} {...field(name, param)} />
              ))}
            </SimpleGrid>
          </Fieldset>
          {error && (
            <Text c="red" role="alert" size="sm">
              {messageOf(error)}
            </Text>
          )}
          <Group justify="flex-end">
            {stored.hasApiKey && (
              <Button
                variant="subtle"
                color="red"
                onClick={() => save.mutate({ provider: newest, change: { apiKey: null } })}
                disabled={save.isPending}
              >
                Remove the stored key
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import {
  Button,
  Fieldset,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { BudgetPeriod } from '@app/contracts';
import { ApiError, messageOf } from '../../../shared/api/api-error';
import { routableNamesQuery } from '../../../shared/api/routable-names';
import { NO_NUMBER } from '../../../shared/ui/typed-number';
import { badFieldsOf, type ClientFields } from '../client-fields';

interface ClientFormProps {
  readonly title: string;
  readonly action: string;
  readonly initial: ClientFields;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onSubmit: (fields: ClientFields) => void;
  readonly onClose: () => void;
}

const PERIODS: readonly { readonly value: BudgetPeriod; readonly label: string }[] = [
  { value: 'day', label: 'a day' },
  { value: 'month', label: 'a month' },
  { value: 'total', label: 'in all' },
];

/** Who a client is, how much it may use, and what it may ask for. */
export function ClientForm({
  title,
  action,
  initial,
  isBusy,
  error,
  onSubmit,
  onClose,
}: ClientFormProps): ReactElement {
  const [fields, setFields] = useState(initial);
  const { data: names = [] } = useQuery(routableNamesQuery);
  const bad = badFieldsOf(fields);
  const set = (change: Partial<ClientFields>): void => setFields((before) => ({ ...before, ...change }));
  const text = (name: Exclude<keyof ClientFields, 'allowedModels' | 'budgetPeriod'>, param: string) => ({
    value: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => set({ [name]: value }),
    ...(error instanceof ApiError && error.param?.startsWith(param) && { error: error.message }),
    ...(bad.includes(name) && { error: NO_NUMBER }),
  });
  const number = { inputMode: 'numeric' as const, placeholder: 'no limit' };
  const isPlaced = error instanceof ApiError && error.param !== null;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (bad.length === 0) onSubmit(fields);
        }}
      >
        <Stack>
          <TextInput label="Name" required data-autofocus autoComplete="off" {...text('name', 'name')} />
          <TextInput label="Description" {...text('description', 'description')} />
          <TextInput label="Tags" description="Separated by commas" {...text('tags', 'tags')} />
          <Fieldset legend="Limits">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label="Requests a minute"
                {...number}
                {...text('requestsPerMinute', 'limits.requestsPerMinute')}
              />
              <TextInput label="Tokens a minute" {...number} {...text('tokensPerMinute', 'limits.tokensPerMinute')} />
              <TextInput
                label="Requests at once"
                {...number}
                {...text('concurrentRequests', 'limits.concurrentRequests')}
              />
              <Group align="flex-start" gap="xs" wrap="nowrap">
                <TextInput
                  label="Budget in USD"
                  inputMode="decimal"
                  placeholder="no limit"
                  flex={1}
                  {...text('budgetUsd', 'limits.budget')}
                />
                <NativeSelect
                  label="Period"
                  data={[...PERIODS]}
                  value={fields.budgetPeriod}
                  onChange={({ currentTarget: { value } }) => set({ budgetPeriod: value as BudgetPeriod })}
                />
              </Group>
            </SimpleGrid>
          </Fieldset>
          <Fieldset legend="Access">
            <Stack>
              <TagsInput
                label="Models and groups"
                description="A group stands for all it leads to. None: everything."
                data={names}
                value={[...fields.allowedModels]}
                onChange={(allowedModels) => set({ allowedModels })}
                clearable
                {...(error instanceof ApiError &&
                  error.param?.startsWith('access.allowedModels') && { error: error.message })}
              />
              <TextInput
                label="Addresses"
                description="Addresses and ranges such as 10.0.0.0/8, separated by commas. None: from anywhere."
                {...text('allowedAddresses', 'access.allowedAddresses')}
              />
              <TextInput
                label="Last day"
                description="In UTC. None: it does not expire."
                type="date"
                {...text('expiresOn', 'expiresAt')}
              />
            </Stack>
          </Fieldset>
          {error && !isPlaced && (
            <Text c="red" role="alert" size="sm">
              {messageOf(error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

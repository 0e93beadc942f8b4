import { Code, Paper, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SettingView } from '@app/contracts/admin';
import type { Column } from '../../../shared/ui/column';
import { DataTable } from '../../../shared/ui/data-table';

const COLUMNS: readonly Column<SettingView>[] = [
  { id: 'name', header: 'Variable', value: ({ name }) => name, cell: ({ name }) => <Code>{name}</Code> },
  { id: 'value', header: 'Value', value: shown },
  { id: 'source', header: 'From', value: ({ source }) => source },
  {
    id: 'change',
    header: 'Changed by',
    value: ({ needsRestart }) => (needsRestart ? 'variable and restart' : 'this page'),
  },
  { id: 'description', header: 'Meaning', value: ({ description }) => description },
];

export function VariableTable({ variables }: { readonly variables: readonly SettingView[] }): ReactElement {
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        All variables
      </Title>
      <DataTable name="Variables" columns={COLUMNS} rows={variables} rowKey={({ name }) => name} sort="name" />
    </Paper>
  );
}

function shown({ value, isSecret, isSet }: SettingView): string {
  if (isSecret) return isSet ? 'set' : 'not set';
  return value ?? '–';
}

import { List, Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ConfigChange, ConfigPlanView } from '@app/contracts/admin';

const ACTIONS: Readonly<Record<ConfigChange['action'], string>> = {
  create: 'is made',
  update: 'changes',
  release: 'is let go by its file',
  remove: 'is removed',
};

/** What would become of each entry, field by field. */
export function PlanTable({ changes }: { readonly changes: ConfigPlanView['changes'] }): ReactElement {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table aria-label="What would change">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Entry</Table.Th>
            <Table.Th>What happens</Table.Th>
            <Table.Th>Fields</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ kind, name, action, fields }) => (
            <Table.Tr key={`${kind} ${name}`}>
              <Table.Td>
                {kind} {name}
              </Table.Td>
              <Table.Td>{ACTIONS[action]}</Table.Td>
              <Table.Td>
                {action === 'update' && (
                  <List size="sm">
                    {fields.map(({ field, before, after }) => (
                      <List.Item key={field}>
                        {field}: {textOf(before)} → {textOf(after)}
                      </List.Item>
                    ))}
                  </List>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

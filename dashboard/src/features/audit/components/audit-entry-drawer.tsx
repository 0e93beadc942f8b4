import { Code, Drawer, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AuditEntry } from '@app/contracts';
import { dateTime } from '../../../shared/format/time';
import { changesOf } from '../changes';
import { TakeBack } from './take-back';

interface AuditEntryDrawerProps {
  readonly entry: AuditEntry;
  readonly zone: string;
  readonly onClose: () => void;
}

/** One entry with what was before and after, field by field. */
export function AuditEntryDrawer({ entry, zone, onClose }: AuditEntryDrawerProps): ReactElement {
  const { sequence, at, actor, action, entity, entityName, hash } = entry;
  const changes = changesOf(entry);
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={`${action} · ${entityName}`}>
      <Stack gap="sm">
        <Text size="sm">
          Number {sequence}, {dateTime(at, zone)} ({zone}), by {actor.name}
          {actor.address !== null && ` from ${actor.address}`}
          {actor.requestId !== null && `, request ${actor.requestId}`}
        </Text>
        {changes.length === 0 ? (
          <Text c="dimmed">Nothing of the {entity} itself was changed.</Text>
        ) : (
          <Table layout="fixed" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Field</Table.Th>
                <Table.Th>Before</Table.Th>
                <Table.Th>After</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ field, before, after }) => (
                <Table.Tr key={field}>
                  <Table.Td>{field}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{before}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{after}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <TakeBack key={sequence} entry={entry} />
        <Text size="xs" c="dimmed">
          Hash <Code style={{ overflowWrap: 'anywhere' }}>{hash}</Code>
        </Text>
      </Stack>
    </Drawer>
  );
}

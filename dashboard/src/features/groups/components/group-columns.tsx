import { Badge, Group } from '@mantine/core';
import type { GroupView } from '@app/contracts/admin';
import { Ago } from '../../../shared/ui/ago';
import type { Column } from '../../../shared/ui/column';
import { TextLink } from '../../../shared/ui/links';

export const groupColumns: readonly Column<GroupView>[] = [
  {
    id: 'name',
    header: 'Name',
    value: ({ name }) => name,
    cell: ({ name }) => (
      <TextLink to="/groups/$name" params={{ name }}>
        {name}
      </TextLink>
    ),
  },
  { id: 'strategy', header: 'Strategy', value: ({ strategy }) => strategy },
  {
    id: 'targets',
    header: 'Targets, cheapest first',
    value: ({ targets }) => targets.join(', '),
    cell: ({ targets }) => targets.join(' → '),
  },
  { id: 'logicLevel', header: 'Level', isNumeric: true, value: ({ logicLevel }) => logicLevel },
  { id: 'primaryUse', header: 'Primary use', value: ({ primaryUse }) => primaryUse },
  {
    id: 'state',
    header: 'State',
    value: ({ isEnabled }) => (isEnabled ? 'enabled' : 'disabled'),
    cell: (group) => <State group={group} />,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    isExtra: true,
    value: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];

function State({ group: { isEnabled, isSeeded, managedBy } }: { readonly group: GroupView }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Badge variant="light" color={isEnabled ? 'teal' : 'gray'}>
        {isEnabled ? 'enabled' : 'disabled'}
      </Badge>
      {isSeeded && (
        <Badge variant="outline" color="gray">
          seeded
        </Badge>
      )}
      {managedBy !== null && (
        <Badge variant="outline" color="blue">
          from a file
        </Badge>
      )}
    </Group>
  );
}

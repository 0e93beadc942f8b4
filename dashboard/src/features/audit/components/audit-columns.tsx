import { Button } from '@mantine/core';
import type { AuditEntry } from '@app/contracts';
import { dateTime } from '../../../shared/format/time';
import type { Column } from '../../../shared/ui/column';

export function auditColumns(zone: string, open: (sequence: number) => void): readonly Column<AuditEntry>[] {
  return [
    { id: 'at', header: 'Time', value: ({ at }) => new Date(at).toISOString(), cell: ({ at }) => dateTime(at, zone) },
    { id: 'actor', header: 'Who', value: ({ actor }) => actor.name },
    { id: 'role', header: 'Role', isExtra: true, value: ({ actor }) => actor.role ?? actor.kind.replace('_', ' ') },
    { id: 'address', header: 'From', value: ({ actor }) => actor.address },
    { id: 'action', header: 'What', value: ({ action }) => action },
    { id: 'entity', header: 'Of', value: ({ entityName }) => entityName },
    { id: 'entityId', header: 'Id', isExtra: true, value: ({ entityId }) => entityId },
    { id: 'requestId', header: 'Request', isExtra: true, value: ({ actor }) => actor.requestId },
    { id: 'before', header: 'Before', isExtra: true, value: ({ before }) => before && JSON.stringify(before) },
    { id: 'after', header: 'After', isExtra: true, value: ({ after }) => after && JSON.stringify(after) },
    {
      id: 'open',
      header: 'Details',
      isAction: true,
      value: () => null,
      cell: ({ sequence, action, entityName }) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Details of ${action} of ${entityName}, number ${sequence}`}
          onClick={() => open(sequence)}
        >
          Details
        </Button>
      ),
    },
  ];
}

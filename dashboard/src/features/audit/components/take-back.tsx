import { Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AuditEntry } from '@app/contracts';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { takeBack, undoOf } from '../undo';

/** Brings back what was before a change; itself a change, with an entry of its own. */
export function TakeBack({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const undo = undoOf(entry);
  const change = useChange({
    ...{ change: takeBack, affects: [['audit'], ['groups'], ['models'], ['prices']], isQuiet: true },
    done: () => `${entry.entityName} is again as it was before number ${entry.sequence}.`,
  });
  if (!undo) return null;
  return (
    <div>
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          loading={change.isPending}
          disabled={change.isSuccess}
          onClick={() => change.mutate(undo)}
        >
          Put it back as it was
        </Button>
        <Text size="sm">Overwrites what {entry.entityName} is now, whoever changed it since.</Text>
      </Group>
      {change.error && (
        <Text c="red" size="sm" role="alert">
          {messageOf(change.error)}
        </Text>
      )}
    </div>
  );
}

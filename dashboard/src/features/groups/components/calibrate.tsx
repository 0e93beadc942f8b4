import { Button, Group, List, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { GroupView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { whole } from '../../../shared/format/numbers';
import { calibrateGroup, GROUPS } from '../api';

interface CalibrateProps {
  /** As it is saved, since kept prompts are sorted by the saved group. */
  readonly group: GroupView;
  readonly onCuts: (cuts: readonly number[]) => void;
}

/** Works cuts out of wanted shares and the prompts that were kept; they come into the draft and are saved with it. */
export function Calibrate({ group, onCuts }: CalibrateProps): ReactElement {
  const [shares, setShares] = useState<readonly number[]>(group.targets.map(() => 1));
  const run = useChange({
    ...{ change: calibrateGroup, affects: [GROUPS], isQuiet: true },
    onDone: ({ cuts }) => onCuts(cuts),
  });
  return (
    <details>
      <summary>Find cuts by wanted shares</summary>
      <Stack gap="xs" mt="xs">
        {group.targets.map((target, index) => (
          <NumberInput
            key={target}
            label={`Share of ${target}`}
            min={0}
            value={shares[index] ?? 1}
            onChange={(value) => setShares(shares.with(index, Number(value)))}
          />
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={run.isPending}
            onClick={() => run.mutate({ group, body: { shares, isDryRun: true } })}
          >
            Calibrate
          </Button>
        </Group>
        <div aria-live="polite">
          {run.error && (
            <Text size="sm" c="red">
              {messageOf(run.error)}
            </Text>
          )}
          {run.data && (
            <>
              <Text size="sm">
                Of {whole(run.data.prompts)} prompts, {whole(run.data.byKeyword)} by keyword. The cuts are in the draft
                now.
              </Text>
              <List size="sm">
                {group.targets.map((target, index) => (
                  <List.Item key={target}>
                    {target}: {whole(run.data.before[index] ?? 0)} → {whole(run.data.after[index] ?? 0)} prompts
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </div>
      </Stack>
    </details>
  );
}

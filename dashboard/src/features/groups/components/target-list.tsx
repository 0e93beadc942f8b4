import { ActionIcon, Autocomplete, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { moved, weightOf, withSetting, withTargets, type Draft } from '../draft';

interface TargetListProps {
  readonly draft: Draft;
  /** Models and groups that could be added. */
  readonly names: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** Targets in their order; moved by buttons, so that a keyboard is enough. */
export function TargetList({ draft, names, problem, onChange }: TargetListProps): ReactElement {
  const [added, setAdded] = useState('');
  const change = (targets: readonly string[]): void => onChange(withTargets(draft, targets));
  const add = (): void => {
    if (added === '' || draft.targets.includes(added)) return;
    change([...draft.targets, added]);
    setAdded('');
  };
  return (
    <Stack gap="xs" role="group" aria-label="Targets">
      <Text size="sm" fw={500}>
        Targets, cheapest first, most capable last
      </Text>
      {draft.targets.map((target, index) => (
        <Group key={target} gap="xs" wrap="nowrap">
          <Text size="sm" flex={1} miw={0} truncate title={target}>
            {index + 1}. {target}
          </Text>
          {draft.strategy === 'weighted' && <Weight draft={draft} target={target} onChange={onChange} />}
          <Step label={`Move ${target} up`} sign="↑" onClick={() => change(moved(draft.targets, index, index - 1))} />
          <Step label={`Move ${target} down`} sign="↓" onClick={() => change(moved(draft.targets, index, index + 1))} />
          <Step label={`Take ${target} out`} sign="×" onClick={() => change(draft.targets.toSpliced(index, 1))} />
        </Group>
      ))}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Autocomplete
          label="Add a model or a group"
          flex={1}
          miw={0}
          limit={30}
          data={names.filter((name) => !draft.targets.includes(name))}
          value={added}
          onChange={setAdded}
        />
        <Button variant="default" onClick={add}>
          Add
        </Button>
      </Group>
      {problem !== undefined && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}

function Step({ label, sign, onClick }: { readonly label: string; readonly sign: string; onClick: () => void }) {
  return (
    <ActionIcon variant="default" aria-label={label} onClick={onClick}>
      <span aria-hidden>{sign}</span>
    </ActionIcon>
  );
}

function Weight({
  draft,
  target,
  onChange,
}: Pick<TargetListProps, 'draft' | 'onChange'> & { readonly target: string }) {
  const weights = Object.fromEntries(draft.targets.map((name) => [name, weightOf(draft, name)]));
  return (
    <NumberInput
      aria-label={`Weight of ${target}`}
      w={90}
      min={0}
      value={weightOf(draft, target)}
      onChange={(value) => onChange(withSetting(draft, 'weights', { ...weights, [target]: Number(value) }))}
    />
  );
}

import { Alert, List, NativeSelect, NumberInput, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RoutingStrategy } from '@app/contracts';
import { problemsOf, selectorsOf, thresholdOf, withSetting, withStrategy, type Draft } from '../draft';
import { KeywordRules } from './keyword-rules';
import { ScoreRanges } from './score-ranges';
import { TargetList } from './target-list';

interface GroupFormProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly names: readonly string[];
  /** As the gateway names them. */
  readonly problems: readonly string[];
  readonly onChange: (draft: Draft) => void;
}

const STRATEGIES: { value: RoutingStrategy; label: string }[] = [
  { value: 'heuristic', label: 'heuristic: by keywords and a score of the prompt' },
  { value: 'classifier', label: 'classifier: a model rates the prompt' },
  { value: 'fallback', label: 'fallback: the first that works' },
  { value: 'weighted', label: 'weighted: by shares' },
];

/** Everything about a group that can be changed. */
export function GroupForm({ draft, isNew, names, problems, onChange }: GroupFormProps): ReactElement {
  const isScored = draft.strategy === 'heuristic' || draft.strategy === 'classifier';
  const nameProblem = problemsOf(problems, 'name');
  return (
    <Stack>
      {isNew && (
        <TextInput
          label="Name"
          value={draft.name}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, name: value })}
          {...(draft.name !== '' && nameProblem !== undefined && { error: nameProblem })}
        />
      )}
      <NativeSelect
        label="Strategy"
        value={draft.strategy}
        data={STRATEGIES}
        onChange={({ currentTarget: { value } }) => onChange(withStrategy(draft, value as RoutingStrategy))}
      />
      <TargetList draft={draft} names={names} problem={problemsOf(problems, 'targets')} onChange={onChange} />
      {isScored && <KeywordRules draft={draft} onChange={onChange} />}
      {isScored && draft.targets.length > 1 && <ScoreRanges draft={draft} onChange={onChange} />}
      {draft.strategy === 'classifier' && <Selectors draft={draft} onChange={onChange} />}
      <NumberInput
        label="Level"
        description="1 (simple) to 10 (hard); empty where the group spans levels."
        min={1}
        max={10}
        value={draft.logicLevel ?? ''}
        onChange={(value) => onChange({ ...draft, logicLevel: value === '' ? null : Number(value) })}
      />
      <TextInput
        label="Primary use"
        value={draft.primaryUse ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, primaryUse: value === '' ? null : value })}
      />
      <Switch
        label="Enabled"
        checked={draft.isEnabled}
        onChange={({ currentTarget: { checked } }) => onChange({ ...draft, isEnabled: checked })}
      />
      <div aria-live="polite">{problems.length > 0 && <Problems problems={problems} />}</div>
    </Stack>
  );
}

function Selectors({ draft, onChange }: Pick<GroupFormProps, 'draft' | 'onChange'>): ReactElement {
  const change = (selectors: string[]): Draft =>
    withSetting(draft, 'selectors', selectors.length === 0 ? undefined : selectors);
  return (
    <>
      <TagsInput
        label="Models that may rate"
        description="The first usable one does; empty: the seeded ones."
        value={[...selectorsOf(draft)]}
        onChange={(selectors) => onChange(change(selectors))}
      />
      <NumberInput
        label="Highest rating"
        min={2}
        max={100}
        value={thresholdOf(draft)}
        onChange={(value) => onChange(withSetting(draft, 'threshold', Number(value)))}
      />
    </>
  );
}

function Problems({ problems }: { readonly problems: readonly string[] }): ReactElement {
  return (
    <Alert color="orange" variant="outline" title="It cannot be saved like this">
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={problem}>
            <Text size="sm">{problem}</Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

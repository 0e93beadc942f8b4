import { Alert, Button, Group, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { GroupView } from '@app/contracts/admin';
import { ApiError, messageOf } from '../../../shared/api/api-error';
import { modelsQuery } from '../../../shared/api/models';
import { useChange } from '../../../shared/api/use-change';
import { createGroup, GROUPS, type GroupChange, problemsQuery, saveGroup } from '../api';
import { draftOf, withSetting, type Draft } from '../draft';
import { RouteTracer } from '../tracer/route-tracer';
import { Backtest } from './backtest';
import { Calibrate } from './calibrate';
import { GroupForm } from './group-form';

const TYPING_MS = 300;

interface GroupEditorProps {
  /** Absent: a new one. */
  readonly group?: GroupView;
  readonly start: Draft;
  readonly groups: readonly GroupView[];
}

/** A group as a draft: checked while it is written, traced before it is saved. */
export function GroupEditor({ group, start, groups }: GroupEditorProps): ReactElement {
  const [draft, setDraft] = useState(start);
  const [version, setVersion] = useState(group?.version ?? 0);
  const [checked] = useDebouncedValue(draft, TYPING_MS);
  const problems = useQuery(problemsQuery(checked)).data?.problems ?? [];
  const models = useQuery(modelsQuery).data?.items ?? [];
  const navigate = useNavigate();
  const names = [
    ...groups.map(({ name }) => name).filter((name) => name !== draft.name),
    ...models.map(({ id }) => id),
  ];
  const save = useChange({
    ...{ change: group ? saveGroup : ({ draft: body }: GroupChange) => createGroup(body), affects: [GROUPS] },
    isQuiet: true,
    done: ({ name }) => `${name} is saved; it routes so from the next request on.`,
    onDone: (saved) => {
      setVersion(saved.version);
      if (!group) void navigate({ to: '/groups/$name', params: { name: saved.name } });
    },
  });
  const isConflict = save.error instanceof ApiError && save.error.code === 'version_conflict';
  const takeTheirs = (): void => {
    if (group) setDraft(draftOf(group));
    if (group) setVersion(group.version);
    save.reset();
  };
  return (
    <Stack>
      <GroupForm draft={draft} isNew={!group} names={names} problems={problems} onChange={setDraft} />
      {group && canCalibrate(group, draft) && (
        <Calibrate key={group.version} group={group} onCuts={(cuts) => setDraft(withSetting(draft, 'cuts', cuts))} />
      )}
      {save.error && (
        <Alert color="red" variant="outline" role="alert" title="It was not saved">
          {isConflict ? 'Somebody else has changed this group since you opened it.' : messageOf(save.error)}
          {isConflict && (
            <Group mt="xs">
              <Button size="xs" variant="default" onClick={takeTheirs}>
                Load theirs
              </Button>
              <Button size="xs" variant="default" onClick={() => save.mutate({ draft, version: group?.version ?? 0 })}>
                Save mine over theirs
              </Button>
            </Group>
          )}
        </Alert>
      )}
      <Group>
        <Button loading={save.isPending} onClick={() => save.mutate({ draft, version })}>
          Save
        </Button>
      </Group>
      {group && draft.targets.length > 0 && <Backtest draft={draft} />}
      {draft.targets.length > 0 && draft.name !== '' && (
        <RouteTracer model={draft.name} groups={groups} draft={draft} isSaved={group !== undefined} />
      )}
    </Stack>
  );
}

/** Kept prompts are sorted by the saved group, so its cuts fit a draft with the same targets alone. */
function canCalibrate({ strategy, targets }: GroupView, draft: Draft): boolean {
  const isScored = strategy === 'heuristic' || strategy === 'classifier';
  return (
    isScored && targets.length > 1 && draft.strategy === strategy && draft.targets.join('\n') === targets.join('\n')
  );
}

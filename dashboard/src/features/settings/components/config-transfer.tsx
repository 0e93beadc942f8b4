import { Button, FileButton, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ConfigImportView, ConfigPlanView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { IssuedSecret } from '../../../shared/ui/issued-secret';
import { documentOf, EXPORT_ADDRESS, importConfig, planConfig } from '../config-api';
import { PlanTable } from './plan-table';

interface Planned {
  readonly document: Readonly<Record<string, unknown>>;
  readonly plan: ConfigPlanView;
}

/** The configuration as a file: saved, and taken over after a look at what that would change. */
export function ConfigTransfer(): ReactElement {
  const client = useQueryClient();
  // The same file may be chosen twice; the button forgets it only when it is made anew.
  const [choice, setChoice] = useState(0);
  const take = useMutation({ mutationFn: importConfig, onSettled: () => client.invalidateQueries() });
  const plan = useMutation({
    mutationFn: async (file: File): Promise<Planned> => {
      const document = documentOf(await file.text());
      return { document, plan: await planConfig(document) };
    },
    onMutate: take.reset,
    onSettled: () => setChoice((count) => count + 1),
  });
  return (
    <Paper withBorder p="md" component="section" aria-label="Configuration as a file">
      <Stack gap="sm">
        <Title order={2} size="h4">
          Configuration as a file
        </Title>
        <Text size="sm">
          Groups, models, prices, providers and clients, without any key. A section that a file leaves out stays as it
          is here.
        </Text>
        <Group>
          <Button component="a" href={EXPORT_ADDRESS} download="gophergate.json" variant="default" size="xs">
            Save as a file
          </Button>
          <FileButton key={choice} accept="application/json,.json" onChange={(file) => file && plan.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" loading={plan.isPending}>
                Take over a file …
              </Button>
            )}
          </FileButton>
        </Group>
        <div aria-live="polite">
          {(plan.error ?? take.error) && (
            <Text c="red" size="sm">
              {messageOf(plan.error ?? take.error)}
            </Text>
          )}
          {plan.data && (
            <Plan
              planned={plan.data}
              isBusy={take.isPending}
              onTake={() => {
                const { document, plan: seen } = plan.data;
                take.mutate({ document, digest: seen.digest }, { onSuccess: plan.reset });
              }}
              onDrop={plan.reset}
            />
          )}
          {take.data && <Taken result={take.data} />}
        </div>
      </Stack>
    </Paper>
  );
}

interface PlanProps {
  readonly planned: Planned;
  readonly isBusy: boolean;
  readonly onTake: () => void;
  readonly onDrop: () => void;
}

function Plan({ planned: { plan }, isBusy, onTake, onDrop }: PlanProps): ReactElement {
  if (plan.changes.length === 0)
    return (
      <Text size="sm">Everything is already as the file says ({plan.unchanged} entries); nothing would change.</Text>
    );
  return (
    <Stack gap="xs">
      <Text size="sm">
        {plan.changes.length} {plan.changes.length === 1 ? 'entry' : 'entries'} would change, {plan.unchanged} would
        stay as they are:
      </Text>
      <PlanTable changes={plan.changes} />
      <Group>
        <Button size="xs" loading={isBusy} onClick={onTake}>
          Change all of it
        </Button>
        <Button size="xs" variant="default" onClick={onDrop}>
          Leave it
        </Button>
      </Group>
    </Stack>
  );
}

/** Keys of new clients are shown one after the other, each until somebody has it. */
function Taken({ result: { plan, keys } }: { readonly result: ConfigImportView }): ReactElement {
  const [kept, setKept] = useState(0);
  const next = keys[kept];
  return (
    <>
      <Text size="sm">Done: {plan.changes.length} changed. Requests are routed so from now on.</Text>
      {next && (
        <IssuedSecret
          key={next.client}
          title={`The key of ${next.client}`}
          label="API key"
          secret={next.key}
          onClose={() => setKept(kept + 1)}
        />
      )}
    </>
  );
}

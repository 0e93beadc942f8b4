import { Button, Drawer, Group, List, Progress, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import type { JobView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { usd } from '../../../shared/format/money';
import { whole } from '../../../shared/format/numbers';
import { dateTime } from '../../../shared/format/time';
import { RangePicker } from '../../../shared/ui/range-picker';
import { useRange } from '../../../shared/ui/range';
import { reportOf } from '../reprice-report';
import { cancelJob, isOver, jobQuery, reprice } from '../api';

/** Prices stored requests anew: first to look, then for good. */
export function Reprice({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [{ from, to, zone }] = useRange();
  const client = useQueryClient();
  // The range that was previewed is the one that is written, though "now" moves on.
  const [started, setStarted] = useState<{ id: string; from: number; to: number; isDryRun: boolean } | null>(null);
  const start = useChange({
    ...{ change: reprice, affects: [['jobs']], isQuiet: true },
    onDone: ({ id }: JobView, { isDryRun = true, ...range }) => setStarted({ id, isDryRun, ...range }),
  });
  const cancel = useChange({ change: cancelJob, affects: [['jobs']] });
  const job = useQuery({ ...jobQuery(started?.id ?? ''), enabled: started !== null }).data;
  const isPreviewed = started?.isDryRun === true && job?.state === 'done';
  // What was read before is old once it is done, not when it begins.
  const isWritten = started?.isDryRun === false && job?.state === 'done';
  useEffect(() => {
    if (isWritten)
      for (const queryKey of [['usage'], ['requests'], ['request']]) void client.invalidateQueries({ queryKey });
  }, [isWritten, client]);
  const isBusy = start.isPending || (job !== undefined && !isOver(job));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title="Price earlier requests anew"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <RangePicker />
        <Group>
          <Button variant="default" loading={isBusy} onClick={() => start.mutate({ from, to, isDryRun: true })}>
            Preview
          </Button>
          {isPreviewed && (
            <Button
              loading={isBusy}
              onClick={() => start.mutate({ from: started.from, to: started.to, isDryRun: false })}
            >
              Price them anew
            </Button>
          )}
          {job && !isOver(job) && (
            <Button variant="subtle" onClick={() => cancel.mutate(job)}>
              Cancel
            </Button>
          )}
        </Group>
        {started && (
          <Text size="sm">
            Requests from {dateTime(started.from, zone)} to {dateTime(started.to, zone)} ({zone}):
          </Text>
        )}
        <div aria-live="polite">
          {start.error && <Text c="red">{messageOf(start.error)}</Text>}
          {job && started && <JobState job={job} isDryRun={started.isDryRun} />}
        </div>
      </Stack>
    </Drawer>
  );
}

function JobState({ job, isDryRun }: { readonly job: JobView; readonly isDryRun: boolean }): ReactElement {
  const { done, total } = job.progress;
  const report = reportOf(job);
  if (job.state === 'failed') return <Text c="red">{job.error}</Text>;
  if (job.state === 'cancelled') return <Text>It was cancelled after {whole(done)} requests.</Text>;
  if (!isOver(job) || report === null)
    return (
      <>
        <Text size="sm">{whole(done)} requests so far</Text>
        <Progress value={total === null ? 100 : (100 * done) / Math.max(1, total)} animated aria-label="Progress" />
      </>
    );
  return (
    <Stack gap="xs">
      <Text>
        {whole(report.changed)} of {whole(report.examined)} requests {isDryRun ? 'would change' : 'have changed'}:{' '}
        {usd(report.oldNanoUsd)} → {usd(report.newNanoUsd)}
      </Text>
      <List size="sm">
        {report.models.map(({ model, rows, oldNanoUsd, newNanoUsd }) => (
          <List.Item key={model}>
            {model}, {whole(rows)} requests: {usd(oldNanoUsd)} → {usd(newNanoUsd)}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

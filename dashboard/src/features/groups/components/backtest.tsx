import { Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { BacktestReport } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useSession } from '../../../shared/api/session';
import { usd } from '../../../shared/format/money';
import { whole } from '../../../shared/format/numbers';
import { dateTime } from '../../../shared/format/time';
import { backtestGroup } from '../api';
import type { Draft } from '../draft';

/** Lets stored decisions of the group be made again by the draft. No prompt is needed, and nobody is asked. */
export function Backtest({ draft }: { readonly draft: Draft }): ReactElement {
  const run = useMutation({ mutationFn: backtestGroup });
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate(draft)}>
          Try the draft on stored decisions
        </Button>
      </Group>
      <div aria-live="polite">
        {run.error && (
          <Text size="sm" c="red">
            {messageOf(run.error)}
          </Text>
        )}
        {run.data && <Report report={run.data} />}
      </div>
    </Stack>
  );
}

function Report({ report }: { readonly report: BacktestReport }): ReactElement {
  const { decisions, undecided, moved, moves, presentNanoUsd, draftNanoUsd, differenceNanoUsd, unpriced } = report;
  const { reportingZone } = useSession();
  if (decisions === 0) return <Text size="sm">The group has decided nothing yet that could be tried.</Text>;
  const times = [report.from, report.to].map((at) => (at === null ? '' : dateTime(at, reportingZone)));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {whole(moved)} of {whole(decisions - undecided)} requests would go elsewhere, which changes{' '}
        {usd(presentNanoUsd)} to {usd(draftNanoUsd)} ({differenceNanoUsd > 0 ? '+' : ''}
        {usd(differenceNanoUsd)}).
      </Text>
      <Text size="sm">
        {times[0]} to {times[1]} ({reportingZone}).
        {undecided > 0 && ` Of ${whole(undecided)} too little is stored to decide again.`}
        {unpriced > 0 && ` ${whole(unpriced)} have no price at one of both and are in no sum.`}
      </Text>
      {moves.length > 0 && <Moves moves={moves} />}
      <List size="sm" aria-label="What the figures cannot tell">
        {report.caveats.map((caveat) => (
          <List.Item key={caveat}>{caveat}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Moves({ moves }: Pick<BacktestReport, 'moves'>): ReactElement {
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label="Requests that would go elsewhere">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th>To</Table.Th>
            <Table.Th ta="right">Requests</Table.Th>
            <Table.Th ta="right">Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moves.map(({ from, to, requests, differenceNanoUsd }) => (
            <Table.Tr key={`${from} ${to}`}>
              <Table.Td>{from}</Table.Td>
              <Table.Td>{to}</Table.Td>
              <Table.Td ta="right">{whole(requests)}</Table.Td>
              <Table.Td ta="right">
                {differenceNanoUsd > 0 ? '+' : ''}
                {usd(differenceNanoUsd)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

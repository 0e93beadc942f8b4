import { Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RequestDetail } from '@app/contracts/admin';
import { useClientNames } from '../../shared/api/client-names';
import { exactUsd } from '../../shared/format/money';
import { milliseconds, whole } from '../../shared/format/numbers';
import { dateTime } from '../../shared/format/time';
import { ButtonLink } from '../../shared/ui/links';
import { Money } from '../../shared/ui/money';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { useRange } from '../../shared/ui/range';
import { requestQuery } from './api';
import { DoAgain } from './components/do-again';
import { RequestBodies } from './components/request-bodies';
import { promptTokensOf, Status } from './components/request-columns';
import { RequestFacts } from './components/request-facts';
import { RequestRoute } from './components/request-route';
import { RequestTimeline } from './components/request-timeline';
import { useNeighbours } from './use-neighbours';

/** All that is known of one request. */
export default function RequestDetailPage(): ReactElement {
  const { requestId = '' } = useParams({ strict: false });
  const query = useQuery(requestQuery(requestId));
  const { newer, older } = useNeighbours(requestId);
  return (
    <>
      <PageHeader title="Request">
        {[['Newer', newer] as const, ['Older', older] as const].map(
          ([label, id]) =>
            id !== undefined && (
              <ButtonLink
                key={label}
                to="/requests/$requestId"
                params={{ requestId: id }}
                search={(before) => before}
                variant="default"
                size="xs"
              >
                {label}
              </ButtonLink>
            ),
        )}
        <ButtonLink to="/requests" search={(before) => before} variant="default" size="xs">
          Back to the list
        </ButtonLink>
      </PageHeader>
      <QueryView query={query} what="The request" height={480}>
        {(detail) => <Detail detail={detail} />}
      </QueryView>
    </>
  );
}

function Detail({ detail }: { readonly detail: RequestDetail }): ReactElement {
  const { request, formulaText, repricings } = detail;
  const nameOf = useClientNames();
  const [{ zone }] = useRange();
  const count = (value: number | null): string | null => (value === null ? null : whole(value));
  return (
    <Stack>
      <RequestFacts
        title="What"
        facts={[
          ['Id', <Code key="id">{request.requestId}</Code>],
          ['The caller’s own id', request.clientRequestId],
          ['Time', `${dateTime(request.startedAt, zone)} (${zone})`],
          ['Client', nameOf(request.clientId)],
          ['Endpoint', request.endpoint],
          ['Asked for', request.askedModel],
          ['Way', request.route],
          [
            'Answered by',
            request.providerId && `${request.providerId}/${request.servedModel ?? request.sentModel ?? ''}`,
          ],
          ['Status', <Status key="status" row={request} />],
          ['Error', request.errorCode],
          ['Time taken', milliseconds(request.latencyMs)],
          ['First token', request.timeToFirstTokenMs === null ? null : milliseconds(request.timeToFirstTokenMs)],
          ['Of which the gateway', request.overheadMs === null ? null : milliseconds(request.overheadMs)],
        ]}
      />
      <RequestTimeline request={request} />
      <RequestRoute trace={request.routeTrace} />
      <RequestFacts
        title="Tokens"
        facts={[
          ['Prompt', count(promptTokensOf(request))],
          ['Of which from the cache', count(request.cachedInputTokens)],
          ['Of which into the cache', count(request.cacheWriteTokens)],
          ['Completion', count(request.outputTokens)],
          ['Of which reasoning', count(request.reasoningTokens)],
          ['Images', count(request.imageCount)],
          [
            'Counted by',
            request.usageSource === null ? null : request.usageSource === 'reported' ? 'the provider' : 'the gateway',
          ],
        ]}
      />
      <Paper withBorder p="md">
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h4">
            Cost
          </Title>
          <Money nanoUsd={request.costNanoUsd} state={request.costState} />
        </Group>
        <Code block tabIndex={0} aria-label="How the cost came about">
          {formulaText ?? 'There is nothing to work out.'}
        </Code>
        <Text size="xs" c="dimmed" mt={4}>
          Price {request.priceId ?? 'none'}
          {request.costNanoUsd !== null && `; exactly ${exactUsd(request.costNanoUsd)}`}
        </Text>
        {repricings.map(({ runId, repricedAt, oldCostNanoUsd, newCostNanoUsd }) => (
          <Text key={runId} size="sm">
            Priced anew on {dateTime(repricedAt, zone)}: <Money nanoUsd={oldCostNanoUsd} /> →{' '}
            <Money nanoUsd={newCostNanoUsd} />
          </Text>
        ))}
      </Paper>
      <RequestBodies requestId={request.requestId} />
      <DoAgain request={request} />
    </Stack>
  );
}

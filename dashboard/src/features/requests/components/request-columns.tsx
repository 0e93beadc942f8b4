import { Badge, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RequestRecord } from '@app/contracts';
import { milliseconds, whole } from '../../../shared/format/numbers';
import { dateTime } from '../../../shared/format/time';
import type { Column } from '../../../shared/ui/column';
import { TextLink } from '../../../shared/ui/links';
import { Money } from '../../../shared/ui/money';

/** All of the prompt, whatever it cost. */
export function promptTokensOf({
  freshInputTokens,
  cachedInputTokens,
  cacheWriteTokens,
}: RequestRecord): number | null {
  if (freshInputTokens === null) return null;
  return freshInputTokens + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0);
}

const count = (value: number | null): string => (value === null ? '–' : whole(value));

export function requestColumns(zone: string, nameOf: (clientId: string) => string): readonly Column<RequestRecord>[] {
  return [
    {
      id: 'startedAt',
      header: 'Time',
      value: ({ startedAt }) => new Date(startedAt).toISOString(),
      cell: ({ requestId, startedAt }) => (
        <TextLink
          to="/requests/$requestId"
          params={{ requestId }}
          search={(before) => before}
          inherit
          className="one-line"
        >
          {dateTime(startedAt, zone)}
        </TextLink>
      ),
    },
    { id: 'client', header: 'Client', value: ({ clientId }) => nameOf(clientId) },
    { id: 'askedModel', header: 'Asked for', value: ({ askedModel }) => askedModel },
    { id: 'route', header: 'Route', isExtra: true, value: ({ route }) => route },
    { id: 'servedModel', header: 'Answered by', value: servedBy },
    {
      id: 'status',
      header: 'Status',
      isNumeric: true,
      value: ({ httpStatus }) => httpStatus,
      cell: (row) => <Status row={row} />,
    },
    { id: 'errorCode', header: 'Error', isExtra: true, value: ({ errorCode }) => errorCode },
    { id: 'stream', header: 'Stream', isExtra: true, value: ({ isStream }) => (isStream ? 'yes' : 'no') },
    { id: 'attempts', header: 'Attempts', isNumeric: true, isExtra: true, value: ({ attempts }) => attempts },
    {
      id: 'promptTokens',
      header: 'Prompt',
      isNumeric: true,
      value: promptTokensOf,
      cell: (row) => count(promptTokensOf(row)),
    },
    {
      id: 'outputTokens',
      header: 'Completion',
      isNumeric: true,
      value: ({ outputTokens }) => outputTokens,
      cell: ({ outputTokens }) => count(outputTokens),
    },
    {
      id: 'reasoningTokens',
      header: 'Reasoning',
      isNumeric: true,
      isExtra: true,
      value: ({ reasoningTokens }) => reasoningTokens,
      cell: ({ reasoningTokens }) => count(reasoningTokens),
    },
    {
      id: 'costUsd',
      header: 'Cost',
      isNumeric: true,
      value: ({ costNanoUsd }) => costNanoUsd && costNanoUsd / 1e9,
      cell: ({ costNanoUsd, costState }) => <Money nanoUsd={costNanoUsd} state={costState} />,
    },
    {
      id: 'firstTokenMs',
      header: 'First token',
      isNumeric: true,
      isExtra: true,
      value: ({ timeToFirstTokenMs }) => timeToFirstTokenMs,
      cell: ({ timeToFirstTokenMs }) => milliseconds(timeToFirstTokenMs),
    },
    {
      id: 'latencyMs',
      header: 'Time taken',
      isNumeric: true,
      value: ({ latencyMs }) => latencyMs,
      cell: ({ latencyMs }) => milliseconds(latencyMs),
    },
    { id: 'requestId', header: 'Request', isExtra: true, value: ({ requestId }) => requestId },
  ];
}

function servedBy({ providerId, servedModel, sentModel }: RequestRecord): string | null {
  return providerId === null ? null : `${providerId}/${servedModel ?? sentModel ?? ''}`;
}

/** Colour never stands alone: a failure has its code beside it. */
export function Status({ row: { httpStatus, outcome, errorCode } }: { readonly row: RequestRecord }): ReactElement {
  if (outcome === 'completed')
    return (
      <Text inherit span>
        {httpStatus}
      </Text>
    );
  return (
    <Badge
      variant="light"
      tt="none"
      miw="max-content"
      color={outcome === 'failed' ? 'red' : 'gray'}
      title={errorCode ?? outcome}
    >
      {httpStatus} {outcome}
    </Badge>
  );
}

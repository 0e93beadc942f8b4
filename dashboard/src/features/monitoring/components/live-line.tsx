import { Button, VisuallyHidden } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import { useIsAdmin, useSession } from '../../../shared/api/session';
import { useChange } from '../../../shared/api/use-change';
import { request as ask } from '../../../shared/api/request';
import { usd } from '../../../shared/format/money';
import { milliseconds, whole } from '../../../shared/format/numbers';
import { timeOfDay } from '../../../shared/format/time';
import { TextLink } from '../../../shared/ui/links';
import type { LiveRequestState, LiveRow } from '../live-row';

const COLUMNS = ['Time', 'Client', 'Asked for', 'Route', 'Status', 'First token', 'Time', 'Tokens', 'Cost', ''];
const FIGURES: ReadonlySet<number> = new Set([5, 6, 7, 8]);

export function LiveHeading(): ReactElement {
  return (
    <div role="rowgroup">
      <div role="row" className="live-row live-heading">
        {COLUMNS.map((name, index) => (
          <span key={index} role="columnheader" {...(FIGURES.has(index) && { 'data-figure': true })}>
            {name === '' ? <VisuallyHidden>Actions</VisuallyHidden> : name}
          </span>
        ))}
      </div>
    </div>
  );
}

interface LiveLineProps {
  readonly row: LiveRow;
  readonly top: number;
  readonly height: number;
}

/** Drawn again only when its own row has changed or moved. */
export const LiveLine = memo(function LiveLine({ row, top, height }: LiveLineProps): ReactElement {
  return (
    <div role="row" className="live-row live-line" style={{ top, height }}>
      {row.kind === 'request' ? <RequestCells request={row.request} startedAt={row.at} /> : <NewsCells row={row} />}
    </div>
  );
});

function RequestCells({
  request,
  startedAt,
}: {
  readonly request: LiveRequestState;
  readonly startedAt: number;
}): ReactElement {
  const { reportingZone } = useSession();
  const ended = request.type === 'request_ended' ? request : null;
  const route = request.type === 'request_started' ? null : (request.route ?? request.sentModel);
  const ttftMs = request.type === 'request_started' ? null : request.ttftMs;
  const tokens = ended?.promptTokens == null ? null : ended.promptTokens + (ended.completionTokens ?? 0);
  return (
    <>
      <span role="cell">
        {ended ? (
          <TextLink to="/requests/$requestId" params={{ requestId: request.requestId }} inherit>
            {timeOfDay(startedAt, reportingZone)}
          </TextLink>
        ) : (
          timeOfDay(startedAt, reportingZone)
        )}
      </span>
      <span role="cell">{request.clientName}</span>
      <span role="cell">{request.askedModel}</span>
      <span role="cell" title={route ?? ''}>
        {route ?? '…'}
      </span>
      <span role="cell">
        {ended ? `${ended.status} ${ended.outcome === 'completed' ? '' : ended.outcome}` : 'under way'}
      </span>
      <span role="cell" data-figure>
        {ttftMs === null ? '' : milliseconds(ttftMs)}
      </span>
      <span role="cell" data-figure>
        {ended ? milliseconds(ended.durationMs) : ''}
      </span>
      <span role="cell" data-figure>
        {tokens === null ? '' : whole(tokens)}
      </span>
      <span role="cell" data-figure>
        {ended?.costState === 'unpriced' ? 'unpriced' : ended?.costNanoUsd == null ? '' : usd(ended.costNanoUsd)}
      </span>
      <span role="cell">{!ended && <Cancel requestId={request.requestId} />}</span>
    </>
  );
}

function Cancel({ requestId }: { readonly requestId: string }): ReactElement | null {
  const isAdmin = useIsAdmin();
  const cancel = useChange({
    change: () => ask(`/requests/${requestId}/cancel`, { method: 'POST' }),
    affects: [],
    done: () => 'The request is cancelled.',
  });
  if (!isAdmin) return null;
  return (
    <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
      Cancel
    </Button>
  );
}

function NewsCells({ row }: { readonly row: Extract<LiveRow, { kind: 'news' }> }): ReactElement {
  const { reportingZone } = useSession();
  const { event } = row;
  const text =
    event.type === 'breaker'
      ? `Breaker of ${event.providerId}${event.model === null ? '' : `/${event.model}`}: ${event.from} → ${event.to}${event.isManual ? ', by hand' : ''}`
      : `${event.actorName}: ${event.action} ${event.name}`;
  return (
    <>
      <span role="cell">{timeOfDay(row.at, reportingZone)}</span>
      <b role="cell" style={{ gridColumn: '2 / -1' }}>
        {text}
      </b>
    </>
  );
}

import type { FirstTokenEvent, RequestEndedEvent, RequestRecord, RequestStartedEvent } from '@app/contracts';
import type { OpenRequest } from './open-request';

export function startedEvent({ exchange, asked }: OpenRequest): RequestStartedEvent {
  const { requestId, client, endpoint, startedAt } = exchange;
  return {
    type: 'request_started',
    at: startedAt,
    ...{ requestId, clientId: client.id, clientName: client.name, endpoint },
    ...{ askedModel: asked.model, isStream: asked.isStream },
  };
}

export function firstTokenEvent(request: OpenRequest): FirstTokenEvent {
  const { route, attempts, timeToFirstTokenMs } = request.progress;
  const ttftMs = Math.round(timeToFirstTokenMs ?? 0);
  return {
    ...startedEvent(request),
    type: 'first_token',
    at: request.exchange.startedAt + ttftMs,
    route: route?.path.join('>') ?? null,
    groupName: route?.groupName ?? null,
    providerId: route?.providerId ?? null,
    sentModel: route?.model ?? null,
    ...{ attempts, ttftMs },
  };
}

/** The row, as people watch rows go by. */
export function endedEvent(record: RequestRecord, clientName: string): RequestEndedEvent {
  const { requestId, clientId, endpoint, askedModel, isStream, startedAt } = record;
  const { route, groupName, providerId, sentModel, servedModel, attempts } = record;
  const { outcome, errorCode, reasoningTokens, costNanoUsd, costState } = record;
  const durationMs = Math.round(record.latencyMs);
  return {
    type: 'request_ended',
    at: startedAt + durationMs,
    ...{ requestId, clientId, clientName, endpoint, askedModel, isStream, startedAt },
    ...{ route, groupName, providerId, sentModel, servedModel, attempts },
    status: record.httpStatus,
    ...{ outcome, errorCode },
    ttftMs: record.timeToFirstTokenMs === null ? null : Math.round(record.timeToFirstTokenMs),
    durationMs,
    promptTokens: promptTokensOf(record),
    completionTokens: record.outputTokens,
    ...{ reasoningTokens, costNanoUsd, costState },
  };
}

function promptTokensOf(record: RequestRecord): number | null {
  const { freshInputTokens, cachedInputTokens, cacheWriteTokens } = record;
  if (freshInputTokens === null) return null;
  return freshInputTokens + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0);
}

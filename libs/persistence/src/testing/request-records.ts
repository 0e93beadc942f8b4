import { uuidV7 } from '@app/common';
import type { RequestRecord } from '@app/contracts';

const STARTED_AT = Date.parse('2026-11-22T10:00:00Z');

export function requestRecord(changes: Partial<RequestRecord> = {}): RequestRecord {
  const startedAt = changes.startedAt ?? STARTED_AT;
  return {
    requestId: uuidV7(startedAt),
    clientRequestId: 'trace-7',
    clientId: 'client-1',
    endpoint: '/v1/chat/completions',
    askedModel: 'dispatcher',
    route: 'dispatcher>heavy-logic>deepseek-v4-pro',
    groupName: 'dispatcher',
    providerId: 'deepseek',
    sentModel: 'deepseek-v4-pro',
    servedModel: 'deepseek-v4-pro',
    attempts: 1,
    outcome: 'completed',
    httpStatus: 200,
    errorCode: null,
    isStream: true,
    freshInputTokens: 1_200,
    cachedInputTokens: 800,
    cacheWriteTokens: 0,
    outputTokens: 350,
    reasoningTokens: 120,
    audioInputTokens: null,
    imageCount: null,
    usageDetails: null,
    usageSource: 'reported',
    costNanoUsd: 4_321_987,
    costState: 'priced',
    priceId: 'deepseek/deepseek-v4-pro#1',
    savedNanoUsd: null,
    costFormula: null,
    startedAt,
    latencyMs: 1_534.25,
    timeToFirstTokenMs: 210.5,
    overheadMs: 0.375,
    routeTrace: null,
    ...changes,
  };
}

/** Each a millisecond after the one before, so that their ids are in order. */
export function requestRecords(count: number): RequestRecord[] {
  return Array.from({ length: count }, (_, number) => requestRecord({ startedAt: STARTED_AT + number }));
}

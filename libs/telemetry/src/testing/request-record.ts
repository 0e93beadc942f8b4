import { uuidV7 } from '@app/common';
import type { RequestRecord } from '@app/contracts';

let minted = 0;

/** Each later than the one before, so that ids are in the order of making. */
export function requestRecord(changes: Partial<RequestRecord> = {}): RequestRecord {
  minted += 1;
  const startedAt = Date.parse('2026-11-22T10:00:00Z') + minted;
  return {
    requestId: uuidV7(startedAt),
    clientRequestId: null,
    clientId: 'client-1',
    endpoint: '/v1/chat/completions',
    askedModel: 'fast-flow',
    route: 'fast-flow>gpt-5.4-nano',
    groupName: 'fast-flow',
    providerId: 'openai',
    sentModel: 'gpt-5.4-nano',
    servedModel: 'gpt-5.4-nano',
    attempts: 1,
    outcome: 'completed',
    httpStatus: 200,
    errorCode: null,
    isStream: false,
    freshInputTokens: 12,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: 34,
    reasoningTokens: null,
    audioInputTokens: null,
    imageCount: null,
    usageDetails: null,
    usageSource: 'reported',
    costNanoUsd: 5_600,
    costState: 'priced',
    priceId: 'openai/gpt-5.4-nano#1',
    savedNanoUsd: null,
    costFormula: null,
    startedAt,
    latencyMs: 321.5,
    timeToFirstTokenMs: null,
    overheadMs: 0.25,
    routeTrace: null,
    ...changes,
  };
}

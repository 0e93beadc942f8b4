import type { RequestBodiesView } from '@app/contracts/admin';
import type { RequestDetail, RequestPage, RequestRecord } from '@app/contracts';

const A_REQUEST: RequestRecord = {
  requestId: '019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11',
  clientRequestId: null,
  clientId: '019ab2c4-0000-7c44-9a51-0d6f3f0c2b00',
  endpoint: '/v1/chat/completions',
  askedModel: 'fast-flow',
  route: 'fast-flow>deepseek-v4-flash',
  groupName: 'fast-flow',
  providerId: 'deepseek',
  sentModel: 'deepseek-v4-flash',
  servedModel: 'deepseek-v4-flash',
  attempts: 1,
  outcome: 'completed',
  httpStatus: 200,
  errorCode: null,
  isStream: true,
  freshInputTokens: 420,
  cachedInputTokens: 0,
  cacheWriteTokens: null,
  outputTokens: 96,
  reasoningTokens: null,
  audioInputTokens: null,
  imageCount: null,
  usageDetails: null,
  usageSource: 'reported',
  costNanoUsd: 85_680,
  costState: 'priced',
  priceId: 'deepseek/deepseek-v4-flash#1',
  savedNanoUsd: null,
  costFormula: null,
  startedAt: 1_795_345_200_000,
  latencyMs: 1_240.5,
  timeToFirstTokenMs: 310.2,
  overheadMs: 0.6,
  routeTrace: null,
};

export const A_REQUEST_PAGE: RequestPage = { requests: [A_REQUEST], nextCursor: null };
export const A_REQUEST_DETAIL: RequestDetail = { request: A_REQUEST, repricings: [], formulaText: null };

export const SOME_BODIES: RequestBodiesView = {
  requestId: '019f0000-0000-7000-8000-000000000001',
  request: '{"model":"fast-flow","messages":[{"role":"user","content":"Name a colour."}]}',
  answer: '{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Teal."}}]}',
  isCut: false,
};

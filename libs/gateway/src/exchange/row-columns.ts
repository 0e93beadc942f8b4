import type { DrawnImages, RequestRecord, TokenUsage } from '@app/contracts';
import type { Route } from '@app/routing';
import type { Asked, Exchange } from './exchange';
import { detailsOf } from './usage-details';

type Columns<Name extends keyof RequestRecord> = Pick<RequestRecord, Name>;

/** Who asked for what, and when. */
export function exchangeColumns(
  { requestId, clientRequestId, client, endpoint, startedAt }: Exchange,
  { model, isStream }: Asked,
): Columns<'requestId' | 'clientRequestId' | 'clientId' | 'endpoint' | 'askedModel' | 'isStream' | 'startedAt'> {
  return { requestId, clientRequestId, clientId: client.id, endpoint, askedModel: model, isStream, startedAt };
}

/** Who was asked last; nobody where it did not come to that. */
export function routeColumns(
  route: Route | undefined,
  servedModel: string | undefined,
): Columns<'route' | 'groupName' | 'providerId' | 'sentModel' | 'servedModel'> {
  return {
    route: route ? route.path.join('>') : null,
    groupName: route?.groupName ?? null,
    providerId: route?.providerId ?? null,
    sentModel: route?.model ?? null,
    servedModel: servedModel ?? null,
  };
}

/** What was used, in disjoint buckets. */
export function usageColumns(
  usage: TokenUsage | undefined,
  images: DrawnImages | undefined,
): Columns<
  | 'freshInputTokens'
  | 'cachedInputTokens'
  | 'cacheWriteTokens'
  | 'outputTokens'
  | 'reasoningTokens'
  | 'audioInputTokens'
  | 'imageCount'
  | 'usageDetails'
  | 'usageSource'
> {
  return {
    freshInputTokens: usage?.freshInputTokens ?? null,
    cachedInputTokens: usage?.cachedInputTokens ?? null,
    cacheWriteTokens: usage?.cacheWriteTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
    audioInputTokens: usage?.apart?.audioInput ?? null,
    imageCount: images?.count ?? null,
    usageDetails: detailsOf(usage, images),
    usageSource: usage?.source ?? null,
  };
}

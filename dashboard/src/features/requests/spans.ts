import type { RequestRecord } from '@app/contracts';

/** A stretch of a request. */
export interface Span {
  readonly label: string;
  /** Milliseconds from its beginning. */
  readonly from: number;
  readonly ms: number;
  readonly isFailure: boolean;
}

type Timed = Pick<RequestRecord, 'latencyMs' | 'timeToFirstTokenMs' | 'routeTrace' | 'isStream' | 'providerId'>;

/** What is known of where the time went: ratings, each attempt, and the tokens after the first. */
export function spansOf({ latencyMs, timeToFirstTokenMs, routeTrace, isStream, providerId }: Timed): Span[] {
  const spans: Span[] = [];
  let at = 0;
  const add = (label: string, ms: number, isFailure = false): void => {
    spans.push({ label, from: at, ms, isFailure });
    at += ms;
  };
  for (const { model, ms, failure } of routeTrace?.ratings ?? []) add(`rated by ${model}`, ms, failure !== null);
  const attempts = routeTrace?.attempts ?? [];
  for (const { providerId: provider, model, ms, errorCode } of attempts)
    add(`${provider}/${model}`.slice(0, 28), ms, errorCode !== null);
  if (attempts.length === 0 && providerId !== null)
    add(providerId, isStream ? (timeToFirstTokenMs ?? latencyMs) : latencyMs);
  if (isStream && latencyMs > at) add('first to last token', latencyMs - at);
  return spans;
}

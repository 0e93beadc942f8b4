import type { LiveEvent, RequestRecord } from '@app/contracts';
import { LiveFeed } from '@app/telemetry';
import { requestRecord } from '../../../telemetry/src/testing/request-record';
import { exchangeOf, routeOf, STARTED_AT } from '../testing/exchange';
import type { OpenRequest, Progress } from './open-request';
import { RequestsInFlight } from './requests-in-flight.service';

const NOTHING_YET: Progress = { route: undefined, attempts: 0, timeToFirstTokenMs: null };

function openRequest(requestId: string, progress: Progress = NOTHING_YET): OpenRequest {
  return {
    exchange: { ...exchangeOf(), requestId },
    asked: { model: 'asked', isStream: true, estimatePromptTokens: () => 8 },
    progress,
    hasEnded: false,
    cancelByOperator: () => undefined,
    cancel: () => undefined,
  };
}
const record = (fields: Partial<RequestRecord> = {}): RequestRecord =>
  requestRecord({ requestId: 'r1', clientId: 'client-1', startedAt: STARTED_AT, ...fields });

describe('RequestsInFlight', () => {
  let feed: LiveFeed;
  let inFlight: RequestsInFlight;
  let events: LiveEvent[];
  beforeEach(() => {
    feed = new LiveFeed();
    inFlight = new RequestsInFlight(feed);
    events = [];
  });

  it('lists what has not ended, as far as it has come', () => {
    inFlight.began(openRequest('r1', { route: routeOf(), attempts: 1, timeToFirstTokenMs: 40.4 }));
    inFlight.began(openRequest('r2'));
    inFlight.began(openRequest('r3'));
    inFlight.ended(record({ requestId: 'r3' }));
    const common = { clientId: 'client-1', clientName: 'mobile app', endpoint: '/v1/chat/completions' };
    const asked = { ...common, askedModel: 'asked', isStream: true, startedAt: STARTED_AT };
    expect(inFlight.list()).toEqual([
      {
        ...{ ...asked, requestId: 'r1', attempts: 1, ttftMs: 40 },
        ...{ route: 'fast-flow>sent', providerId: 'acme', sentModel: 'sent' },
      },
      { ...asked, requestId: 'r2', attempts: 0, ttftMs: null, route: null, providerId: null, sentModel: null },
    ]);
    expect(inFlight.count).toBe(2);
    expect(inFlight.find('r2')?.exchange.requestId).toBe('r2');
    expect(inFlight.find('r3')).toBeUndefined();
  });

  describe('when somebody watches', () => {
    beforeEach(() => {
      feed.watch((event) => events.push(event));
    });

    it('tells beginning, first token and end of a request', () => {
      const request = openRequest('r1', { route: routeOf(), attempts: 2, timeToFirstTokenMs: 40.4 });
      inFlight.began(request);
      inFlight.firstToken(request);
      inFlight.ended(record());
      const known = { requestId: 'r1', clientId: 'client-1', clientName: 'mobile app', askedModel: 'asked' };
      expect(events).toEqual([
        { type: 'request_started', at: STARTED_AT, ...known, endpoint: '/v1/chat/completions', isStream: true },
        expect.objectContaining({
          ...{ type: 'first_token', at: STARTED_AT + 40, ...known, ttftMs: 40, attempts: 2 },
          ...{ route: 'fast-flow>sent', groupName: 'fast-flow', providerId: 'acme', sentModel: 'sent' },
        }),
        expect.objectContaining({ type: 'request_ended', requestId: 'r1', clientName: 'mobile app' }),
      ]);
    });

    it('tells the end as the row does', () => {
      inFlight.ended(
        record({
          ...{ latencyMs: 301.7, timeToFirstTokenMs: 30.2, httpStatus: 499, errorCode: 'client_gone' },
          ...{ outcome: 'cancelled', freshInputTokens: 4, cachedInputTokens: 6, cacheWriteTokens: null },
          ...{ outputTokens: 5, reasoningTokens: 2, costNanoUsd: 900, costState: 'priced' },
        }),
      );
      expect(events).toMatchObject([
        {
          ...{ at: STARTED_AT + 302, startedAt: STARTED_AT, durationMs: 302, ttftMs: 30, status: 499 },
          ...{ errorCode: 'client_gone', outcome: 'cancelled', promptTokens: 10, completionTokens: 5 },
          ...{ reasoningTokens: 2, costNanoUsd: 900, costState: 'priced', clientName: 'client-1' },
        },
      ]);
    });

    it('leaves unknown what the row does not know', () => {
      const unknown = { freshInputTokens: null, outputTokens: null, costNanoUsd: null, costState: null };
      inFlight.ended(record({ ...unknown, timeToFirstTokenMs: null }));
      expect(events).toMatchObject([
        { promptTokens: null, completionTokens: null, costNanoUsd: null, costState: null, ttftMs: null },
      ]);
    });
  });

  it('makes no event while nobody watches', () => {
    const publish = jest.spyOn(feed, 'publish');
    inFlight.began(openRequest('r1'));
    inFlight.firstToken(openRequest('r1'));
    inFlight.ended(record());
    expect(publish).not.toHaveBeenCalled();
  });
});

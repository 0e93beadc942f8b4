import type { RequestRecord, TokenUsage } from '@app/contracts';
import { CancelledByOperatorError, ClientGoneError, InvalidRequestError } from '@app/common';
import { formulaOf, type CostBreakdown } from '@app/pricing';
import { breakdownOf } from '../../../pricing/src/testing/breakdown';
import { askedByChat } from '../completion/chat-exchange';
import { ManualClock, STARTED_AT, exchangeOf, routeOf } from '../testing/exchange';
import type { OpenRequest } from './open-request';
import { RequestEntry } from './request-entry';

const reported: TokenUsage = { source: 'reported', freshInputTokens: 10, outputTokens: 4 };

describe('RequestEntry', () => {
  let clock: ManualClock;
  let records: RequestRecord[];
  let unbilled: unknown[];
  let firstTokens: OpenRequest[];
  let costFault: Error | undefined;
  let priced: { usage: TokenUsage; servedModel: string | undefined }[];
  let entry: RequestEntry;

  const open = (exchange = exchangeOf()): RequestEntry => {
    const costOf = (_: unknown, usage: TokenUsage, servedModel: string | undefined): CostBreakdown => {
      if (costFault) throw costFault;
      priced.push({ usage, servedModel });
      return breakdownOf(100 * usage.outputTokens, 'acme/sent#1');
    };
    return new RequestEntry(exchange, askedByChat(exchange), {
      monotonicMs: () => clock.monotonicMs(),
      deadlineMs: 60_000,
      costOf,
      record: (record) => {
        records.push(record);
        return Promise.resolve();
      },
      firstToken: (request) => firstTokens.push(request),
      unbilled: (requestId, error) => unbilled.push([requestId, error]),
    });
  };
  beforeEach(() => {
    unbilled = [];
    firstTokens = [];
    costFault = undefined;
    clock = new ManualClock();
    records = [];
    priced = [];
    entry = open();
  });

  describe('the record', () => {
    it('tells a completed request in full', () => {
      clock.advance(2);
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(300);
      entry.answered();
      entry.servedModel = 'real';
      entry.meter.report({
        ...reported,
        freshInputTokens: 4,
        cachedInputTokens: 6,
        reasoningTokens: 3,
      });
      clock.advance(1);
      entry.complete();
      expect(records).toEqual([
        {
          requestId: 'request-1',
          clientRequestId: 'theirs',
          clientId: 'client-1',
          endpoint: '/v1/chat/completions',
          askedModel: 'asked',
          route: 'fast-flow>sent',
          groupName: 'fast-flow',
          providerId: 'acme',
          sentModel: 'sent',
          servedModel: 'real',
          attempts: 1,
          outcome: 'completed',
          httpStatus: 200,
          errorCode: null,
          isStream: false,
          freshInputTokens: 4,
          cachedInputTokens: 6,
          cacheWriteTokens: null,
          outputTokens: 4,
          reasoningTokens: 3,
          audioInputTokens: null,
          imageCount: null,
          usageDetails: null,
          usageSource: 'reported',
          costNanoUsd: 400,
          costState: 'priced',
          priceId: 'acme/sent#1',
          savedNanoUsd: null,
          costFormula: formulaOf(breakdownOf(400)),
          startedAt: STARTED_AT,
          latencyMs: 303,
          timeToFirstTokenMs: null,
          overheadMs: 3,
          routeTrace: null,
        },
      ]);
      expect(priced).toEqual([{ usage: expect.objectContaining({ outputTokens: 4 }) as unknown, servedModel: 'real' }]);
    });

    it('of a request without a route has neither usage nor overhead', () => {
      clock.advance(1);
      entry.fail(new InvalidRequestError('no', 'messages'));
      expect(records).toEqual([
        expect.objectContaining({
          outcome: 'failed',
          httpStatus: 400,
          errorCode: 'invalid_request',
          route: null,
          providerId: null,
          attempts: 0,
          usageSource: null,
          freshInputTokens: null,
          costNanoUsd: null,
          costState: null,
          latencyMs: 1,
          overheadMs: null,
        }),
      ]);
    });

    it('says whether a stream was asked for', () => {
      open(exchangeOf({ stream: true })).complete();
      open(exchangeOf({ stream: null })).complete();
      expect(records.map(({ isStream }) => isStream)).toEqual([true, false]);
    });
  });

  describe('endings', () => {
    const endings: [string, (entry: RequestEntry) => void, string][] = [
      ['complete', (ended) => ended.complete(), 'completed'],
      ['fail', (ended) => ended.fail(new Error('a bug')), 'failed'],
      ['cancel', (ended) => ended.cancel(), 'cancelled'],
    ];

    it.each(endings)('%s is the one ending when it comes first', (_, first, outcome) => {
      entry.routed(routeOf());
      entry.attempt();
      first(entry);
      for (const [, later] of endings) later(entry);
      expect(records.map((record) => record.outcome)).toEqual([outcome]);
    });

    it('are told again to those who end it again', () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.answered();
      entry.meter.report(reported);
      const ending = entry.complete();
      clock.advance(50);
      entry.meter.report({ ...reported, outputTokens: 99 });
      expect(entry.cancel()).toBe(ending);
      expect(entry.fail(new Error('late'))).toBe(ending);
      expect(entry.complete()).toBe(ending);
      expect(priced).toHaveLength(1);
    });

    it('by a hang-up count as cancelled, with the status of no answer', () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.fail(new ClientGoneError());
      expect(records[0]).toMatchObject({ outcome: 'cancelled', httpStatus: 499, errorCode: 'client_gone' });
    });

    it('by a bug of ours say nothing about it', () => {
      entry.fail(new TypeError('secret'));
      expect(records[0]).toMatchObject({ outcome: 'failed', httpStatus: 500, errorCode: 'internal_error' });
    });
  });

  describe('the cancellation by an administrator', () => {
    const abort = new AbortController();
    beforeEach(() => {
      entry = open({ ...exchangeOf(), abort });
      entry.routed(routeOf());
      entry.attempt();
    });

    it('lets go of the provider and leaves the ending to the story of the request', () => {
      entry.cancelByOperator();
      expect(abort.signal.aborted).toBe(true);
      expect(records).toEqual([]);
    });

    it.each([new ClientGoneError(), new InvalidRequestError('a failure of the target before')])(
      'is what client, ledger and trace are told, not %p',
      async (error) => {
        entry.accepted();
        entry.meter.observe({ text: 'Hello' });
        entry.cancelByOperator();
        entry.attemptEnded(error);
        entry.routed(routeOf());
        await expect(entry.failed(error)).rejects.toBeInstanceOf(CancelledByOperatorError);
        expect(records).toMatchObject([
          { outcome: 'cancelled', httpStatus: 499, errorCode: 'cancelled_by_operator', outputTokens: 1 },
        ]);
        expect(records[0]?.routeTrace?.attempts ?? []).not.toContainEqual(
          expect.objectContaining({ errorCode: 'client_gone' }),
        );
      },
    );

    it('comes too late for an answer that is complete', () => {
      entry.answered();
      entry.cancelByOperator();
      entry.complete();
      expect(records).toMatchObject([{ outcome: 'completed', errorCode: null }]);
    });

    it('shows in the row also when the client is gone too', () => {
      entry.cancelByOperator();
      entry.cancel();
      expect(records).toMatchObject([{ errorCode: 'cancelled_by_operator', freshInputTokens: 8 }]);
    });
  });

  it('tells how far it has come', () => {
    expect(entry.progress).toEqual({ route: undefined, attempts: 0, timeToFirstTokenMs: null });
    entry.routed(routeOf());
    entry.attempt();
    clock.advance(30);
    entry.firstToken();
    expect(entry.progress).toEqual({ route: routeOf(), attempts: 1, timeToFirstTokenMs: 30 });
  });

  describe('the bill', () => {
    it('of a refusal is empty', () => {
      entry.routed(routeOf());
      entry.attempt();
      expect(entry.fail(new InvalidRequestError('no'))).toMatchObject({ usage: undefined, cost: undefined });
      expect(records[0]).toMatchObject({ usageSource: null, costNanoUsd: null, providerId: 'acme', attempts: 1 });
    });

    it('of a stream that is left has the prompt and what was written so far', () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.accepted();
      for (const text of ['Hello', ' world']) entry.meter.observe({ text });
      entry.cancel();
      expect(records[0]).toMatchObject({
        outcome: 'cancelled',
        usageSource: 'estimated',
        freshInputTokens: 8,
        outputTokens: 2,
        costNanoUsd: 200,
      });
    });

    it('of a hang-up while the provider works has the prompt', () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.cancel();
      expect(records[0]).toMatchObject({
        usageSource: 'estimated',
        freshInputTokens: 8,
        outputTokens: 0,
        costState: 'priced',
      });
    });

    it('is left out, and reported, when it cannot be found; the row is written all the same', () => {
      costFault = new Error('a bug of ours');
      entry.routed(routeOf());
      entry.attempt();
      entry.answered();
      entry.complete();
      expect(records).toMatchObject([{ outcome: 'completed', costNanoUsd: null, costState: null, outputTokens: null }]);
      expect(unbilled).toEqual([['request-1', costFault]]);
    });

    it('of a request that could not be said to its provider is empty, though its route is known', () => {
      entry.routed(routeOf());
      entry.fail(new InvalidRequestError('A content part cannot be sent.', 'messages[0]'));
      expect(records).toMatchObject([
        { providerId: 'acme', attempts: 0, usageSource: null, overheadMs: null, httpStatus: 400 },
      ]);
    });

    it('of a hang-up before any provider was asked is empty', () => {
      entry.cancel();
      expect(records[0]).toMatchObject({ outcome: 'cancelled', usageSource: null, costNanoUsd: null });
    });

    it('of a stream that breaks off has what came', () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.accepted();
      entry.meter.observe({ text: 'Hello' });
      entry.fail(new Error('broken'));
      expect(records[0]).toMatchObject({ outcome: 'failed', usageSource: 'estimated', outputTokens: 1 });
    });

    it("goes by the provider's count where there is one", () => {
      entry.routed(routeOf());
      entry.attempt();
      entry.accepted();
      entry.meter.observe({ text: 'Hello' });
      entry.meter.report(reported);
      entry.cancel();
      expect(records[0]).toMatchObject({ usageSource: 'reported', freshInputTokens: 10, outputTokens: 4 });
    });
  });

  describe('times', () => {
    it('count as overhead what is neither before an answer nor during it', () => {
      clock.advance(4);
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(1_000);
      entry.answered();
      clock.advance(3);
      expect(entry.complete().overheadMs).toBe(7);
    });

    it("of a stream are the provider's from the asking to the end", () => {
      clock.advance(4);
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(100);
      entry.accepted();
      clock.advance(900);
      entry.complete();
      expect(records[0]).toMatchObject({ latencyMs: 1_004, overheadMs: 4 });
    });

    it('add up the waiting of every attempt', () => {
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(10);
      entry.answered();
      clock.advance(1);
      entry.routed(routeOf({ model: 'second' }));
      entry.attempt();
      clock.advance(20);
      entry.complete();
      expect(records[0]).toMatchObject({ attempts: 2, sentModel: 'second', latencyMs: 31, overheadMs: 1 });
    });

    it('never make the overhead negative', () => {
      entry = open({ ...exchangeOf(), startedMonotonicMs: clock.monotonicMs() + 10 });
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(5);
      expect(entry.complete().overheadMs).toBe(0);
    });

    it('take the first token from the first call alone', () => {
      entry.routed(routeOf());
      entry.attempt();
      clock.advance(40);
      entry.firstToken();
      clock.advance(40);
      entry.firstToken();
      entry.complete();
      expect(records[0]?.timeToFirstTokenMs).toBe(40);
      expect(firstTokens).toEqual([entry]);
    });
  });
});

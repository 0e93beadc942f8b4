import type { Actor, AuditedChange } from '@app/contracts';
import type { ControlChanges } from '@app/persistence';
import { LiveFeed } from '@app/telemetry';
import { ManualTime } from '../../../telemetry/src/testing/manual-time';
import type { OpenRequest } from '../exchange/open-request';
import { RequestsInFlight } from '../exchange/requests-in-flight.service';
import { exchangeOf } from '../testing/exchange';
import { RequestCancellation } from './request-cancellation.service';
import { RequestNotInFlightError } from './request-not-in-flight.error';

const ANN: Actor = { kind: 'user', id: 'u1', name: 'ann', role: 'admin', address: '10.0.0.9', requestId: 'a1' };

describe('RequestCancellation', () => {
  let time: ManualTime;
  let told: string[];
  let hasEnded: boolean;
  let audited: [Actor, readonly AuditedChange[]][];
  let whileWriting: () => void;
  let inFlight: RequestsInFlight;
  let cancellation: RequestCancellation;
  beforeEach(() => {
    time = new ManualTime();
    told = [];
    hasEnded = false;
    audited = [];
    whileWriting = () => undefined;
    const changes: Pick<ControlChanges, 'make'> = {
      make: async (actor, work) => {
        const { result, audit } = await work(undefined as never);
        audited.push([actor, audit]);
        whileWriting();
        return result;
      },
    };
    inFlight = new RequestsInFlight(new LiveFeed());
    const request: OpenRequest = {
      exchange: exchangeOf(),
      asked: { model: 'asked', isStream: true, estimatePromptTokens: () => 8 },
      progress: { route: undefined, attempts: 0, timeToFirstTokenMs: null },
      get hasEnded() {
        return hasEnded;
      },
      cancelByOperator: () => told.push('let go'),
      cancel: () => told.push('row'),
    };
    inFlight.began(request);
    cancellation = new RequestCancellation(inFlight, changes as ControlChanges, time);
  });

  it('says in the audit log who ended what, and lets go of the provider', async () => {
    await cancellation.cancel(ANN, 'request-1');
    expect(audited).toEqual([
      [
        ANN,
        [
          {
            ...{ action: 'request.cancel', entity: 'request', entityId: 'request-1', entityName: 'request-1' },
            before: { client: 'mobile app', endpoint: '/v1/chat/completions', model: 'asked' },
            after: null,
          },
        ],
      ],
    ]);
    expect(told).toEqual(['let go']);
  });

  it.each([
    ['writes the row of a request that does not end by itself', false, ['let go', 'row']],
    ['leaves alone one that did', true, ['let go']],
  ])('%s', async (_, hasEndedItself, expected) => {
    await cancellation.cancel(ANN, 'request-1');
    hasEnded = hasEndedItself;
    time.advance(1_000);
    expect(told).toEqual(expected);
  });

  it('refuses a request that is not under way, without a word in the audit log', async () => {
    await expect(cancellation.cancel(ANN, 'request-2')).rejects.toBeInstanceOf(RequestNotInFlightError);
    expect(audited).toEqual([]);
  });

  it('says so where it ends while the audit log is written', async () => {
    whileWriting = () => {
      jest.spyOn(inFlight, 'find').mockReturnValue(undefined);
    };
    await expect(cancellation.cancel(ANN, 'request-1')).rejects.toBeInstanceOf(RequestNotInFlightError);
    expect(told).toEqual([]);
  });
});

import { ClientGoneError } from '@app/common';
import type { DroppedTarget, SelectorCall } from '@app/contracts';
import { CircuitOpenError } from '@app/providers';
import { routeOf } from '../testing/exchange';
import { RouteLog } from './route-log';

const dropped: DroppedTarget = { path: ['g', 'm'], kind: 'paused', reason: 'm is paused' };
const step = { group: 'g', strategy: 'fallback', chosen: 'a', among: ['a'], by: 'order', reason: 'the first' } as const;
const call = { model: 'judge', rating: 3 } as SelectorCall;

describe('RouteLog', () => {
  let log: RouteLog;
  beforeEach(() => {
    log = new RouteLog();
  });
  const decided = (fields = {}): void => {
    log.decided({ asked: 'g', routes: [], steps: [], dropped: [], ...fields });
  };
  const tried = (model: string, error: unknown, ms: number): void => {
    log.turnTo(routeOf({ model }), 1_000);
    log.turnEnded(error, 1_000 + ms);
  };

  it('has nothing to tell of a model that was asked for and answered', () => {
    decided();
    tried('a', null, 5);
    expect(log.trace()).toBeNull();
  });

  it('tells the way through groups, what was left out, and every try', () => {
    decided({ steps: [step], dropped: [{ ...dropped, enabledBy: 'X' }] });
    tried('a', new CircuitOpenError('acme', 3), 0.4);
    tried('b', null, 12.6);
    expect(log.trace()).toEqual({
      steps: [step],
      dropped: [dropped],
      attempts: [
        { providerId: 'acme', model: 'a', errorCode: 'provider_unavailable', ms: 0 },
        { providerId: 'acme', model: 'b', errorCode: null, ms: 13 },
      ],
    });
  });

  it('tells of a second try, also where nothing was decided', () => {
    decided();
    tried('a', new ClientGoneError(), 1);
    tried('a', null, 1);
    expect(log.trace()?.attempts).toHaveLength(2);
  });

  it('tells of every call that rated the prompt', () => {
    log.selectorAsked(call);
    log.selectorAsked(call);
    expect(log.trace()).toMatchObject({ ratings: [{ model: 'judge', rating: 3 }, { rating: 3 }] });
    expect(log.ratings).toEqual([call, call]);
  });

  it('tells why nothing could be chosen', () => {
    log.undecided([dropped]);
    expect(log.trace()).toEqual({ steps: [], dropped: [dropped], attempts: [] });
  });

  it('keeps to the first forty of what was left out', () => {
    log.undecided(Array.from({ length: 500 }, () => dropped));
    expect(log.trace()?.dropped).toHaveLength(40);
  });

  it('counts no turn twice', () => {
    tried('a', new ClientGoneError(), 1);
    log.turnEnded(null, 5);
    tried('b', null, 1);
    expect(log.trace()?.attempts.map(({ model }) => model)).toEqual(['a', 'b']);
  });
});

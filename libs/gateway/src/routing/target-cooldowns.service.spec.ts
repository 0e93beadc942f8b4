import { UpstreamError } from '@app/providers';
import { ClientGoneError } from '@app/common';
import type { Route } from '@app/routing';
import { ManualClock, routeOf } from '../testing/exchange';
import { TargetCooldowns } from './target-cooldowns.service';

type UpstreamFailure = ConstructorParameters<typeof UpstreamError>[0];

const failure = (fields: Partial<UpstreamFailure>): UpstreamError =>
  new UpstreamError({
    providerId: 'acme',
    message: 'no',
    code: 'rate_limit_exceeded',
    httpStatus: 429,
    retryable: true,
    isProviderFault: false,
    ...fields,
  });
const first = routeOf({ model: 'first' });
const second = routeOf({ model: 'second' });
const ROUTES = [first, second];

describe('TargetCooldowns', () => {
  let clock: ManualClock;
  let cooldowns: TargetCooldowns;
  beforeEach(() => {
    clock = new ManualClock();
    cooldowns = new TargetCooldowns(clock);
  });
  const resting = (routes: readonly Route[] = ROUTES): string[] =>
    routes.filter(({ providerId, model }) => cooldowns.isResting(providerId, model)).map(({ model }) => model);

  it('lets nobody rest unasked', () => {
    expect(resting()).toEqual([]);
  });

  it.each<[string, Partial<UpstreamFailure>, number]>([
    ['trap 46: what it asked for', { retryAfterSeconds: 20 }, 20_000],
    ['a second where it does not say', {}, 1_000],
    ['trap 47: ten minutes where its model is gone', { code: 'model_not_found', httpStatus: 404 }, 600_000],
  ])('lets a target rest for %s, to the millisecond', (_, fields, restMs) => {
    cooldowns.note(first, failure(fields));
    expect(resting()).toEqual(['first']);
    clock.advance(restMs - 1);
    expect(resting()).toEqual(['first']);
    clock.advance(1);
    expect(resting()).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a fault of the provider', failure({ code: 'provider_error', httpStatus: 502 })],
    ['a refusal', failure({ code: 'invalid_value', httpStatus: 400, retryable: false })],
    ['a 429 that is over', failure({ retryAfterSeconds: 0 })],
    ['a caller who left', new ClientGoneError()],
    ['a fault of ours', new TypeError('x')],
    ['nothing', undefined],
  ])('takes %s for no reason to stay away', (_, error) => {
    cooldowns.note(first, error);
    expect(resting()).toEqual([]);
  });

  it('asks a target again after thirty seconds, however long it wants to be left alone', () => {
    cooldowns.note(first, failure({ retryAfterSeconds: 3_600 }));
    clock.advance(29_999);
    expect(resting()).toEqual(['first']);
    clock.advance(1);
    expect(resting()).toEqual([]);
  });

  it('does not let a shorter rest end a longer one', () => {
    cooldowns.note(first, failure({ retryAfterSeconds: 20 }));
    cooldowns.note(first, failure({}));
    clock.advance(19_999);
    expect(resting()).toEqual(['first']);
  });

  it('tells the same model of two providers apart, and knows a target from any group', () => {
    cooldowns.note(first, failure({ retryAfterSeconds: 20 }));
    const elsewhere = routeOf({ model: 'first', providerId: 'beta' });
    const again = routeOf({ model: 'first', groupName: 'other', path: ['other', 'first'] });
    expect([again, elsewhere].filter((route) => cooldowns.isResting(route.providerId, route.model))).toEqual([again]);
  });
});

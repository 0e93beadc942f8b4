import { UpstreamError } from '@app/providers';
import { ClientGoneError } from '@app/common';
import type { Route } from '@app/routing';
import { ManualClock, routeOf } from '../testing/exchange';
import { TargetCooldowns } from './target-cooldowns';

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
const third = routeOf({ model: 'third' });
const ROUTES = [first, second, third];

describe('TargetCooldowns', () => {
  let clock: ManualClock;
  let cooldowns: TargetCooldowns;
  beforeEach(() => {
    clock = new ManualClock();
    cooldowns = new TargetCooldowns(() => clock.monotonicMs());
  });
  const order = (routes: readonly Route[] = ROUTES): string[] => cooldowns.ordered(routes).map(({ model }) => model);

  it('leaves the order alone while nobody rests', () => {
    expect(cooldowns.ordered(ROUTES)).toBe(ROUTES);
  });

  it.each<[string, Partial<UpstreamFailure>, number]>([
    ['trap 46: what it asked for', { retryAfterSeconds: 20 }, 20_000],
    ['a second where it does not say', {}, 1_000],
    ['trap 47: ten minutes where its model is gone', { code: 'model_not_found', httpStatus: 404 }, 600_000],
  ])('lets a target rest for %s, to the millisecond', (_, fields, restMs) => {
    cooldowns.note(first, failure(fields));
    expect(order()).toEqual(['second', 'third', 'first']);
    clock.advance(restMs - 1);
    expect(order()).toEqual(['second', 'third', 'first']);
    clock.advance(1);
    expect(order()).toEqual(['first', 'second', 'third']);
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
    expect(order()).toEqual(['first', 'second', 'third']);
  });

  it('keeps the order among those that rest', () => {
    cooldowns.note(third, failure({ retryAfterSeconds: 5 }));
    cooldowns.note(first, failure({ retryAfterSeconds: 9 }));
    expect(order()).toEqual(['second', 'first', 'third']);
    cooldowns.note(second, failure({}));
    expect(order()).toEqual(['first', 'second', 'third']);
  });

  it('does not let a shorter rest end a longer one', () => {
    cooldowns.note(first, failure({ retryAfterSeconds: 20 }));
    cooldowns.note(first, failure({}));
    clock.advance(19_999);
    expect(order()).toEqual(['second', 'third', 'first']);
  });

  it('tells the same model of two providers apart, and knows a target from any group', () => {
    cooldowns.note(first, failure({ retryAfterSeconds: 20 }));
    const elsewhere = routeOf({ model: 'first', providerId: 'beta' });
    const again = routeOf({ model: 'first', groupName: 'other', path: ['other', 'first'] });
    expect(cooldowns.ordered([again, elsewhere])).toEqual([elsewhere, again]);
  });
});

import { Logger } from '@nestjs/common';
import { ClientGoneError, InvalidRequestError } from '@app/common';
import type { ProviderConnection, ProviderRegistry } from '@app/providers';
import { CircuitOpenError, UpstreamError } from '@app/providers';
import { ModelNotFoundError, NoTargetAvailableError, promptOfText, type Route } from '@app/routing';
import { ManualClock, routeOf } from '../testing/exchange';
import type { RequestEntry } from './request-entry';
import type { RouteChooser } from './route-chooser.service';
import type { RoutingView } from './routing-view';
import { TargetCooldowns } from '../routing/target-cooldowns.service';
import { TargetAttempts } from './target-attempts.service';

const upstream = (code: string, httpStatus: number, retryable = true, retryAfterSeconds?: number): UpstreamError =>
  new UpstreamError({
    providerId: 'acme',
    message: 'no',
    code,
    httpStatus,
    retryable,
    isProviderFault: httpStatus >= 500,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
const FAILED = upstream('provider_error', 502);
const VIEW: RoutingView = {
  request: { model: 'group', wanted: 'chat' },
  prompt: () => promptOfText('Hello'),
  sessionKey: undefined,
};
const ROUTES = ['one', 'two', 'three', 'four'].map((model) => routeOf({ model }));

describe('TargetAttempts', () => {
  let routes: () => readonly Route[];
  let configured: Set<string>;
  let failures: Map<string, Error>;
  let asked: string[];
  let isWithinDeadline: boolean;
  let noted: string[];
  let clock: ManualClock;
  let attempts: TargetAttempts;
  let warned: jest.SpyInstance;

  beforeEach(() => {
    routes = () => ROUTES;
    configured = new Set(['acme']);
    failures = new Map();
    asked = [];
    isWithinDeadline = true;
    noted = [];
    clock = new ManualClock();
    const cooldowns = new TargetCooldowns(clock);
    // As routing does: whoever rests is left out while somebody else is there.
    const chooser: Pick<RouteChooser, 'choose'> = {
      choose: async () => routes().filter(({ providerId, model }) => !cooldowns.isResting(providerId, model)),
    };
    const connection: Partial<ProviderConnection> = {};
    const registry: Pick<ProviderRegistry, 'connection'> = {
      connection: (id) => (configured.has(id) ? (connection as ProviderConnection) : undefined),
    };
    attempts = new TargetAttempts(chooser as RouteChooser, registry as ProviderRegistry, cooldowns, clock);
    warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const ask = (): Promise<string> => {
    const entry: Pick<RequestEntry, 'routed' | 'attemptEnded' | 'isWithinDeadline'> = {
      routed: ({ model }) => noted.push(model),
      attemptEnded: () => undefined,
      isWithinDeadline,
    };
    return attempts.firstAccepted(VIEW, entry as RequestEntry, new AbortController().signal, ({ route }) => {
      asked.push(route.model);
      const failure = failures.get(route.model);
      return failure === undefined ? Promise.resolve(route.model) : Promise.reject(failure);
    });
  };
  const fail = (failure: Error, ...models: string[]): void => {
    for (const model of models) failures.set(model, failure);
  };

  it('takes the first that accepts and asks nobody else', async () => {
    await expect(ask()).resolves.toBe('one');
    expect([asked, noted]).toEqual([['one'], ['one']]);
  });

  it('goes on where a target fails, and notes each', async () => {
    fail(FAILED, 'one', 'two');
    await expect(ask()).resolves.toBe('three');
    expect([asked, noted]).toEqual([
      ['one', 'two', 'three'],
      ['one', 'two', 'three'],
    ]);
  });

  it('gives up after three with the last failure', async () => {
    fail(FAILED, 'one', 'two');
    const last = upstream('provider_timeout', 504);
    fail(last, 'three');
    await expect(ask()).rejects.toBe(last);
    expect(asked).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['a refusal by us', new InvalidRequestError('no', 'messages')],
    ['a refusal by the provider', upstream('invalid_value', 400, false)],
    ['a caller who left', new ClientGoneError()],
    ['a fault of ours', new TypeError('x')],
  ])('does not carry %s elsewhere', async (_, failure) => {
    fail(failure, 'one');
    await expect(ask()).rejects.toBe(failure);
    expect(asked).toEqual(['one']);
  });

  it('trap 46: leaves a target alone for the 20 seconds it asked for', async () => {
    fail(upstream('rate_limit_exceeded', 429, true, 20), 'one');
    await expect(ask()).resolves.toBe('two');
    failures.clear();
    clock.advance(19_999);
    await expect(ask()).resolves.toBe('two');
    clock.advance(1);
    await expect(ask()).resolves.toBe('one');
  });

  it('trap 47: passes over a model that is gone, tells the operator, and leaves it for longer', async () => {
    fail(upstream('model_not_found', 404), 'one');
    await expect(ask()).resolves.toBe('two');
    expect(warned.mock.calls).toEqual([
      [expect.stringMatching(/Group "fast-flow" names one, which acme no longer has/)],
    ]);
    failures.clear();
    clock.advance(20_000);
    await expect(ask()).resolves.toBe('two');
  });

  it('trap 47: asked for directly such a model is a failure without a warning', async () => {
    routes = () => [routeOf({ model: 'one', groupName: undefined })];
    const gone = upstream('model_not_found', 404);
    fail(gone, 'one');
    await expect(ask()).rejects.toBe(gone);
    expect(warned).not.toHaveBeenCalled();
  });

  it('turns to nobody else once the request is past its deadline', async () => {
    isWithinDeadline = false;
    fail(FAILED, 'one');
    await expect(ask()).rejects.toBe(FAILED);
    expect(asked).toEqual(['one']);
  });

  it('does not count a target that a breaker kept from being asked', async () => {
    const paused = new CircuitOpenError('acme', 15);
    fail(paused, 'one', 'two', 'three');
    await expect(ask()).resolves.toBe('four');
  });

  it.each([
    ['before', ['one', 'two', 'three', 'four'], FAILED],
    ['only', ['one', 'two', 'three'], undefined],
  ])('a target that was asked says more than one that was not (%s)', async (_, turnedAway, failed) => {
    const paused = new CircuitOpenError('acme', 15);
    routes = () => ROUTES.slice(0, 3);
    fail(paused, ...turnedAway);
    if (failed) fail(failed, 'one');
    await expect(ask()).rejects.toBe(failed ?? paused);
  });

  it('tries others for a fifth of the traffic and a few more, and no oftener', async () => {
    fail(FAILED, 'one');
    const outcomes: string[] = [];
    for (let i = 0; i < 200; i++) outcomes.push(await ask().catch(() => 'failed'));
    const retried = outcomes.filter((outcome) => outcome === 'two').length;
    expect(retried).toBeGreaterThanOrEqual(40);
    expect(retried).toBeLessThanOrEqual(0.2 * 200 + 10);
  });

  it('asks nobody when there is no route', async () => {
    const unknown = new ModelNotFoundError('group');
    routes = () => {
      throw unknown;
    };
    await expect(ask()).rejects.toBe(unknown);
    expect([asked, noted]).toEqual([[], []]);
  });

  it('says when a provider was taken away meanwhile', async () => {
    configured.clear();
    await expect(ask()).rejects.toBeInstanceOf(NoTargetAvailableError);
    expect(asked).toEqual([]);
  });
});

import { ClientGoneError } from '@app/common';
import { brokenStream, unreachable } from '../spi/upstream-failures';
import { UpstreamError } from '../spi/upstream.error';
import type { BreakerEvent } from './breaker-event';
import { CircuitOpenError } from './circuit-open.error';
import { ProviderBreakers, type Guarded, type ResilienceSettings } from './provider-breakers';
import { ProviderBusyError } from './provider-busy.error';

const SETTINGS: ResilienceSettings = { errorPercent: 50, volume: 3, resetMs: 40, maxInFlight: 4 };
const fault = brokenStream('acme');
const noRoad = unreachable('acme', undefined);
const tooMany = new UpstreamError({
  providerId: 'acme',
  message: 'slow down',
  code: 'rate_limit_exceeded',
  httpStatus: 429,
  retryable: true,
  isProviderFault: false,
});
const NEUTRAL: readonly [string, Error][] = [
  ['a caller who left', new ClientGoneError()],
  ['a rate limit', tooMany],
  ['a fault of ours', new TypeError('x')],
];

const answer =
  (ended: Promise<void> = Promise.resolve()): (() => Promise<Guarded<string>>) =>
  () =>
    Promise.resolve({ value: 'answer', ended });
const failing = (error: Error) => () => Promise.reject(error);

/** An answer that has begun and whose end the test decides. */
function underWay(): { begin: () => Promise<Guarded<string>>; finish: () => void; breakOff: (error: Error) => void } {
  let finish!: () => void;
  let breakOff!: (error: Error) => void;
  const ended = new Promise<void>((resolve, reject) => {
    finish = resolve;
    breakOff = reject;
  });
  ended.catch(() => undefined);
  return { begin: answer(ended), finish, breakOff };
}

describe('ProviderBreakers', () => {
  let breakers: ProviderBreakers;
  let events: BreakerEvent[];
  const start = (settings: Partial<ResilienceSettings> = {}): void => {
    events = [];
    breakers = new ProviderBreakers('acme', { ...SETTINGS, ...settings }, (event) => events.push(event));
  };
  beforeEach(() => {
    start();
  });
  afterEach(() => {
    breakers.close();
  });

  const fails = async (times: number, error: Error = fault, model: string | undefined = 'm'): Promise<void> => {
    for (let i = 0; i < times; i++) await expect(breakers.guard(model, failing(error))).rejects.toBe(error);
  };
  const asks = (model = 'm'): Promise<string> => breakers.guard(model, answer());
  const until = async (what: () => boolean): Promise<void> => {
    while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const stateOf = (model: string): string =>
    breakers.troubled.find((troubled) => troubled.model === model)?.state ?? 'closed';

  it('hands on the value before the answer has ended', async () => {
    await expect(breakers.guard('m', answer(new Promise(() => undefined)))).resolves.toBe('answer');
  });

  it('opens after as many faults in a row as make a volume, however sound the model was before', async () => {
    for (let i = 0; i < 100; i++) await asks();
    await fails(2);
    await asks();
    await fails(2);
    expect(breakers.state).toBe('closed');
    await fails(1);
    expect(breakers.state).toBe('open');
    expect(events).toHaveLength(1);
  });

  it('opens after repeated faults and then refuses without asking', async () => {
    await fails(3);
    expect(breakers.state).toBe('open');
    const asked = jest.fn(answer());
    await expect(breakers.guard('m', asked)).rejects.toBeInstanceOf(CircuitOpenError);
    await expect(breakers.guard('m', asked)).rejects.toMatchObject({ retryAfterSeconds: 1, retryable: true });
    expect(asked).not.toHaveBeenCalled();
  });

  it('counts what has ended, however many are under way', async () => {
    start({ maxInFlight: 100 });
    const slow = Array.from({ length: 50 }, underWay);
    await Promise.all(slow.map(({ begin }) => breakers.guard('m', begin)));
    for (const { breakOff } of slow.slice(0, 3)) breakOff(fault);
    await until(() => stateOf('m') === 'open');
  });

  it('counts a stream that breaks off after it began', async () => {
    for (let i = 0; i < 3; i++) {
      const stream = underWay();
      await expect(breakers.guard('m', stream.begin)).resolves.toBe('answer');
      stream.breakOff(fault);
    }
    await until(() => breakers.state === 'open');
  });

  it.each(NEUTRAL)('takes %s for no sign of health', async (_, error) => {
    await fails(20, error);
    expect(breakers.state).toBe('closed');
    await fails(2);
    expect(breakers.state).toBe('closed');
    await fails(1);
    expect(breakers.state).toBe('open');
  });

  describe('a provider and its models', () => {
    it('one sick model is its own affair', async () => {
      await fails(10, fault, 'sick').catch(() => undefined);
      expect([breakers.blockadeOf('sick'), breakers.blockadeOf('sound')]).toEqual(['model_open', undefined]);
      await expect(asks('sound')).resolves.toBe('answer');
      expect(breakers.troubled).toEqual([{ model: 'sick', state: 'open' }]);
    });

    it('faults of several models are those of the provider', async () => {
      await fails(2, fault, 'one');
      await fails(2, fault, 'two');
      await fails(1, fault, 'one');
      expect([breakers.blockadeOf('three'), breakers.state]).toEqual(['provider_open', 'open']);
    });

    it('a provider that cannot be reached is closed to all models, and none of them is blamed', async () => {
      await fails(3, noRoad);
      expect(breakers.blockadeOf('other')).toBe('provider_open');
      expect(breakers.troubled).toEqual([]);
    });

    it('questions that name no model count for the provider', async () => {
      for (let i = 0; i < 3; i++) await expect(breakers.guard(undefined, failing(fault))).rejects.toBe(fault);
      expect(breakers.blockadeOf('m')).toBe('provider_open');
    });

    it('keeps no more models than it says, and never forgets one that is paused', async () => {
      start({ resetMs: 60_000 });
      await fails(3, fault, 'paused');
      for (let i = 0; i < 600; i++) await asks(`m${i}`);
      expect(stateOf('paused')).toBe('open');
      expect(Reflect.get(breakers, 'models')).toHaveProperty('size', 500);
    });
  });

  describe('half open', () => {
    beforeEach(async () => {
      await fails(3);
      await until(() => stateOf('m') === 'half-open');
    });

    it('closes after one success', async () => {
      await expect(asks()).resolves.toBe('answer');
      await until(() => breakers.state === 'closed');
    });

    it('opens again after one fault', async () => {
      await fails(1);
      expect(stateOf('m')).toBe('open');
    });

    it('lets one of a hundred through', async () => {
      const probe = underWay();
      const begin = jest.fn(
        () => new Promise<Guarded<string>>((resolve) => setTimeout(() => void probe.begin().then(resolve), 5)),
      );
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => breakers.guard('m', begin)));
      expect(begin).toHaveBeenCalledTimes(1);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(99);
    });

    it.each(NEUTRAL)('is neither closed nor opened by %s, and the next one may try at once', async (_, error) => {
      await fails(5, error);
      expect(stateOf('m')).toBe('half-open');
      expect(breakers.blockadeOf('m')).toBeUndefined();
      await asks();
      await until(() => breakers.state === 'closed');
    });

    it('keeps the place of a second trial when the first one ends', async () => {
      const first = underWay();
      await breakers.guard('m', first.begin);
      const second = breakers.guard('m', () => new Promise<Guarded<string>>(() => undefined));
      second.catch(() => undefined);
      first.breakOff(new ClientGoneError());
      await new Promise((resolve) => setImmediate(resolve));
      expect(breakers.blockadeOf('m')).toBe('model_open');
    });

    it('lets others try once an answer has begun, and closes when one is sound', async () => {
      const long = underWay();
      await breakers.guard('m', long.begin);
      expect(stateOf('m')).toBe('half-open');
      await expect(asks()).resolves.toBe('answer');
      await until(() => breakers.state === 'closed');
      long.finish();
    });

    it('does not listen to what began before it opened', async () => {
      start();
      const old = underWay();
      await breakers.guard('m', old.begin);
      await fails(3);
      await until(() => stateOf('m') === 'half-open');
      old.finish();
      await new Promise((resolve) => setImmediate(resolve));
      expect(stateOf('m')).toBe('half-open');
    });
  });

  describe('the bulkhead', () => {
    it('takes so many of one model at once, and leaves the others alone', async () => {
      const streams = Array.from({ length: 4 }, underWay);
      await Promise.all(streams.map(({ begin }) => breakers.guard('m', begin)));
      expect([breakers.blockadeOf('m'), breakers.blockadeOf('other')]).toEqual(['busy', undefined]);
      await expect(asks()).rejects.toBeInstanceOf(ProviderBusyError);
      streams[0]?.finish();
      await until(() => breakers.blockadeOf('m') === undefined);
      await expect(asks()).resolves.toBe('answer');
    });

    it('says nothing about health when it is full', async () => {
      await Promise.all(Array.from({ length: 4 }, () => breakers.guard('m', underWay().begin)));
      for (let i = 0; i < 20; i++) await expect(asks()).rejects.toBeInstanceOf(ProviderBusyError);
      expect(breakers.state).toBe('closed');
    });

    it('is free again after failures of every kind', async () => {
      start({ volume: 1_000 });
      for (let i = 0; i < 10; i++) {
        await fails(1);
        const stream = underWay();
        await breakers.guard('m', stream.begin);
        stream.breakOff(fault);
      }
      await expect(asks()).resolves.toBe('answer');
    });
  });

  describe('by hand', () => {
    it('stays open until it is released, whatever succeeds meanwhile', async () => {
      const stream = underWay();
      await breakers.guard('m', stream.begin);
      breakers.holdOpen();
      stream.finish();
      await new Promise((resolve) => setTimeout(resolve, 3 * SETTINGS.resetMs));
      expect([breakers.state, breakers.blockadeOf('m')]).toEqual(['open', 'provider_open']);
      await expect(asks()).rejects.toBeInstanceOf(CircuitOpenError);
      breakers.release();
      await expect(asks()).resolves.toBe('answer');
    });

    it('closes the provider and all its models, and forgets what was', async () => {
      await fails(3, fault, 'one');
      breakers.release();
      await fails(1, fault, 'one');
      expect([breakers.state, breakers.blockadeOf('one')]).toEqual(['closed', undefined]);
    });
  });

  it('tells of every change', async () => {
    await fails(3);
    await until(() => stateOf('m') === 'half-open');
    await asks();
    await until(() => breakers.state === 'closed');
    breakers.holdOpen();
    breakers.release();
    expect(events.map(({ model, from, to, isManual }) => [model, from, to, isManual])).toEqual([
      ['m', 'closed', 'open', false],
      ['m', 'open', 'half-open', false],
      ['m', 'half-open', 'closed', false],
      [undefined, 'closed', 'open', true],
      [undefined, 'open', 'closed', true],
    ]);
  });
});

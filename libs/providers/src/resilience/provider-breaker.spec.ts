import { ClientGoneError } from '@app/common';
import { brokenStream } from '../spi/upstream-failures';
import { CircuitOpenError } from './circuit-open.error';
import { ProviderBreaker, type Guarded } from './provider-breaker';

const settings = { errorPercent: 50, volume: 3, resetMs: 40 };
const fault = brokenStream('acme');
const answer =
  (ended: Promise<void> = Promise.resolve()): (() => Promise<Guarded<string>>) =>
  () =>
    Promise.resolve({ value: 'answer', ended });
const failing = (error: Error) => () => Promise.reject(error);

describe('ProviderBreaker', () => {
  let breaker: ProviderBreaker;
  beforeEach(() => {
    breaker = new ProviderBreaker('acme', settings);
  });
  afterEach(() => {
    breaker.close();
  });

  const failTimes = async (times: number, error: Error = fault): Promise<void> => {
    for (let i = 0; i < times; i++) await expect(breaker.guard(failing(error))).rejects.toBe(error);
  };
  const until = async (state: string): Promise<void> => {
    while (breaker.state !== state) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('hands on the value before the answer has ended', async () => {
    await expect(breaker.guard(answer(new Promise(() => undefined)))).resolves.toBe('answer');
  });

  it('opens after repeated faults and then refuses without asking', async () => {
    await failTimes(3);
    expect(breaker.state).toBe('open');
    const asked = jest.fn(answer());
    await expect(breaker.guard(asked)).rejects.toBeInstanceOf(CircuitOpenError);
    expect(asked).not.toHaveBeenCalled();
  });

  it('counts a stream that breaks off after it began', async () => {
    for (let i = 0; i < 3; i++) {
      const ended = Promise.reject(fault);
      await expect(breaker.guard(answer(ended))).resolves.toBe('answer');
      await ended.catch(() => undefined);
    }
    await until('open');
  });

  it('does not count what a client causes', async () => {
    await failTimes(20, new ClientGoneError());
    expect(breaker.state).toBe('closed');
  });

  it('closes again after one success', async () => {
    await failTimes(3);
    await until('half-open');
    await expect(breaker.guard(answer())).resolves.toBe('answer');
    await until('closed');
  });

  it('lets one request through when half open', async () => {
    await failTimes(3);
    await until('half-open');
    const attempts = Array.from({ length: 10 }, () =>
      breaker.guard(answer(new Promise((resolve) => setTimeout(resolve, 20)))),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not closed by a probe that says nothing', async () => {
    await failTimes(3);
    await until('half-open');
    await failTimes(1, new ClientGoneError());
    expect(breaker.state).toBe('open');
  });
});

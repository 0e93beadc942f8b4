import type { ProviderStatus } from '@app/providers';
import { providerAnswerChecks, skewCheck } from './online-checks';

const NOW = Date.UTC(2026, 10, 23);
const provider = (id: string, isConfigured = true): ProviderStatus => ({
  ...{ id, label: id, isConfigured, keySource: 'environment', baseUrl: `https://${id}.example/v1` },
  ...{ breakerState: 'closed', troubledModels: [], problem: undefined, enabledBy: 'KEY' },
});
const registry = { list: () => [provider('one'), provider('two'), provider('three', false)] };

describe('providerAnswerChecks', () => {
  it('asks those that are configured, and tells how to mend what fails', async () => {
    const check = (id: string) =>
      Promise.resolve({ isOk: id === 'one', tookMs: 12, problem: id === 'one' ? null : 'Its key was refused.' });
    await expect(providerAnswerChecks(registry, { check })).resolves.toEqual([
      { check: 'provider one (online)', state: 'ok', message: 'It answered in 12 ms.', remedy: null },
      {
        check: 'provider two (online)',
        state: 'fail',
        message: 'Its key was refused.',
        remedy: 'Check its key, and whether https://two.example/v1 can be reached from here.',
      },
    ]);
  });
});

describe('skewCheck', () => {
  const answering = (offsetMs: number) =>
    jest.fn<ReturnType<typeof fetch>, Parameters<typeof fetch>>(() =>
      Promise.resolve(new Response(null, { headers: { date: new Date(NOW + offsetMs).toUTCString() } })),
    );

  it.each([
    [0, 'ok'],
    [-60_000, 'ok'],
    [61_000, 'warn'],
    [-3_600_000, 'warn'],
  ])('of %d ms: %s', async (offsetMs, state) => {
    await expect(skewCheck(registry, () => NOW, answering(offsetMs))).resolves.toMatchObject({
      state,
      message: `This clock differs by ${Math.abs(offsetMs) / 1_000} s from that of one.example.`,
    });
  });

  it('sends no key, and asks the next when one does not tell', async () => {
    const ask = answering(0).mockResolvedValueOnce(new Response(null)).mockRejectedValueOnce(new Error('away'));
    await expect(skewCheck(registry, () => NOW, ask)).resolves.toMatchObject({
      state: 'ok',
      message: 'No provider told the time.',
    });
    expect(ask.mock.calls.map(([url, options]) => [url, options?.method, options?.headers])).toEqual([
      ['https://one.example/v1', 'HEAD', undefined],
      ['https://two.example/v1', 'HEAD', undefined],
    ]);
  });
});

import { providerText, shownProvider } from './provider-text';
import { changedTuning, TuningCommand } from './provider-tuning.options';

class AnyCommand extends TuningCommand {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

const command = new AnyCommand();
const before = { limits: { idleMs: 5, totalMs: 9 }, maxInFlight: 3, headers: { 'x-team': 'a-secret' } };

describe('the tuning of a provider', () => {
  it.each([
    [{}, { ...before, breaker: {} }],
    [{ idleMs: 7 }, { ...before, limits: { idleMs: 7, totalMs: 9 }, breaker: {} }],
    [{ idleMs: 'none' as const }, { ...before, limits: { totalMs: 9 }, breaker: {} }],
    [{ breakerVolume: 4 }, { ...before, breaker: { volume: 4 } }],
    [{ maxInFlight: 'none' as const }, { limits: before.limits, headers: before.headers, breaker: {} }],
  ])('changed by %j', (options, after) => {
    expect(changedTuning(before, options)).toEqual(after);
  });

  it.each([
    ['parseConnectMs', '86400001'],
    ['parseMaxInFlight', '100001'],
    ['parseBreakerErrorPercent', '101'],
    ['parseBreakerVolume', '10001'],
    ['parseBreakerResetMs', '3600001'],
    ['parseIdleMs', '0'],
    ['parseFirstByteMs', 'long'],
    ['parseTotalMs', '1.5'],
  ] as const)('%s refuses %s, as the admin API does', (parse, text) => {
    expect(() => command[parse](text)).toThrow(/takes a whole number from 1 to/);
    expect(command[parse]('none')).toBe('none');
    expect(command[parse]('7')).toBe(7);
  });
});

describe('what is stored for a provider', () => {
  const stored = {
    ...{ providerId: 'p', isEnabled: null, baseUrl: null, encryptedApiKey: 'a-box', version: 2 },
    tuning: before,
  };

  it('is shown without its key and without values of headers', () => {
    const text = providerText(stored);
    expect(text).toContain('Key\tstored');
    expect(text).toContain('Headers\tx-team');
    expect(text).toContain('Base URL\tas configured');
    expect(text).not.toMatch(/a-box|a-secret/);
    expect(JSON.stringify(shownProvider(stored))).not.toContain('a-box');
    expect(shownProvider(stored)).toMatchObject({ hasApiKey: true });
  });
});

import type { TokenUsage } from '@app/contracts';
import { UsageMeter } from './usage-meter';

const reported: TokenUsage = { source: 'reported', freshInputTokens: 36, cachedInputTokens: 64, outputTokens: 7 };
const promptTokens = (): number => 8;

describe('UsageMeter', () => {
  it('prefers what the provider reports', () => {
    const meter = new UsageMeter(promptTokens);
    meter.observe({ text: 'some text that passed by' });
    meter.report(reported);
    expect(meter.usage()).toEqual(reported);
  });

  it('keeps a report when a later one is missing', () => {
    const meter = new UsageMeter(promptTokens);
    meter.report(reported);
    meter.report(undefined);
    expect(meter.usage()).toBe(reported);
  });

  it('counts what passed when nothing is reported, at any moment', () => {
    const meter = new UsageMeter(promptTokens);
    expect(meter.usage()).toEqual({ source: 'estimated', freshInputTokens: 8, outputTokens: 0 });
    for (const text of ['Hello', ' world', ' again']) meter.observe({ text });
    expect(meter.usage().outputTokens).toBe(3);
  });

  it('knows the tier of service of a stream that broke off before its count', () => {
    const meter = new UsageMeter(promptTokens);
    meter.report(undefined, 'flex');
    meter.report(undefined);
    expect(meter.usage()).toEqual({
      source: 'estimated',
      freshInputTokens: 8,
      outputTokens: 0,
      serviceTier: 'flex',
    });
  });

  it('counts a long stream without keeping it', () => {
    const meter = new UsageMeter(promptTokens);
    for (let i = 0; i < 20_000; i++) meter.observe({ text: ' token' });
    expect(meter.usage().outputTokens).toBeGreaterThan(19_900);
    expect(meter.usage().outputTokens).toBeLessThan(20_100);
  });
});

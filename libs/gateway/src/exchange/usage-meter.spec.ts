import { UsageMeter } from './usage-meter';

const request = { model: 'm', messages: [{ role: 'user', content: 'Hello world' }] };

describe('UsageMeter', () => {
  it('prefers what the provider reports', () => {
    const meter = new UsageMeter(request);
    meter.observe({ text: 'some text that passed by' });
    meter.report({
      prompt_tokens: 100,
      completion_tokens: 7,
      total_tokens: 107,
      prompt_tokens_details: { cached_tokens: 64 },
    });
    expect(meter.usage()).toEqual({ source: 'reported', freshInputTokens: 36, cachedInputTokens: 64, outputTokens: 7 });
  });

  it('keeps a report when a later one is missing', () => {
    const meter = new UsageMeter(request);
    meter.report({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 });
    meter.report(undefined);
    expect(meter.usage().outputTokens).toBe(2);
  });

  it('counts what passed when nothing is reported, at any moment', () => {
    const meter = new UsageMeter(request);
    expect(meter.usage()).toEqual({ source: 'estimated', freshInputTokens: 8, outputTokens: 0 });
    for (const text of ['Hello', ' world', ' again']) meter.observe({ text });
    expect(meter.usage().outputTokens).toBe(3);
    expect(meter.chatUsage()).toEqual({ prompt_tokens: 8, completion_tokens: 3, total_tokens: 11 });
  });

  it('counts a long stream without keeping it', () => {
    const meter = new UsageMeter(request);
    for (let i = 0; i < 20_000; i++) meter.observe({ text: ' token' });
    expect(meter.usage().outputTokens).toBeGreaterThan(19_900);
    expect(meter.usage().outputTokens).toBeLessThan(20_100);
  });
});

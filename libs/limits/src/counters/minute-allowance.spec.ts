import { MinuteAllowance } from './minute-allowance';

describe('MinuteAllowance', () => {
  it("lets a minute's worth through at once and then as much as time gives back", () => {
    const allowance = new MinuteAllowance(60, 0);
    for (let i = 0; i < 60; i++) {
      expect(allowance.has(1, 0)).toBe(true);
      allowance.take(1);
    }
    expect(allowance.has(1, 0)).toBe(false);
    expect(allowance.waitMs(1)).toBe(1_000);
    expect(allowance.has(1, 999)).toBe(false);
    expect(allowance.has(1, 1_000)).toBe(true);
  });

  it.each([0, 1, 29_999, 30_000, 59_999, 60_000])("lets no two minutes' worth through around %d ms", (startMs) => {
    const allowance = new MinuteAllowance(100, 0);
    let taken = 0;
    for (let ms = startMs; ms < startMs + 60_000; ms += 10) {
      while (allowance.has(1, ms)) {
        allowance.take(1);
        taken++;
      }
    }
    expect(taken).toBeLessThanOrEqual(200);
    expect(taken).toBeGreaterThanOrEqual(199);
  });

  it('tells what is left and when all of it is back', () => {
    const allowance = new MinuteAllowance(6_000, 0);
    expect(allowance.now(0)).toEqual({ limit: 6_000, remaining: 6_000, resetMs: 0 });
    allowance.take(1_500);
    expect(allowance.now(0)).toEqual({ limit: 6_000, remaining: 4_500, resetMs: 15_000 });
    expect(allowance.now(10_000)).toEqual({ limit: 6_000, remaining: 5_500, resetMs: 5_000 });
    expect(allowance.now(60_000)).toEqual({ limit: 6_000, remaining: 6_000, resetMs: 0 });
  });

  it("lets more than a minute's worth through only when the minute is untouched", () => {
    const allowance = new MinuteAllowance(1_000, 0);
    expect(allowance.has(5_000, 0)).toBe(true);
    allowance.take(5_000);
    expect(allowance.now(0).remaining).toBe(0);
    expect(allowance.waitMs(5_000)).toBe(300_000);
    expect(allowance.has(1, 239_999)).toBe(false);
    expect(allowance.has(1, 240_100)).toBe(true);
  });

  it('keeps the share that is left when the limit is changed', () => {
    const allowance = new MinuteAllowance(100, 0);
    allowance.take(50);
    allowance.resize(10);
    expect(allowance.now(0)).toMatchObject({ limit: 10, remaining: 5 });
  });
});

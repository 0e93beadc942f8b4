import { SHARE_TABLE, shareOf } from './share-table';

describe('SHARE_TABLE', () => {
  it('begins with nothing and rises in twenty steps', () => {
    expect(SHARE_TABLE).toHaveLength(21);
    expect(SHARE_TABLE[0]).toBe(0);
    SHARE_TABLE.slice(1).forEach((limit, index) => expect(limit).toBeGreaterThan(SHARE_TABLE[index] as number));
  });
});

describe('shareOf', () => {
  const table = [0, 10, 20, 40];

  it.each([
    [-5, 0],
    [0, 0],
    [5, 1 / 6],
    [10, 1 / 3],
    [15, 1 / 2],
    [20, 2 / 3],
    [30, 5 / 6],
    [40, 1],
    [1_000, 1],
  ])('%d is simpler than a share of %d', (raw, share) => {
    expect(shareOf(raw, table)).toBeCloseTo(share, 12);
  });

  it('never falls, and stays within 0 and 1', () => {
    let before = 0;
    for (let raw = 0; raw < 120; raw += 0.25) {
      const share = shareOf(raw);
      expect(share).toBeGreaterThanOrEqual(before);
      expect(share).toBeLessThanOrEqual(1);
      before = share;
    }
    expect(before).toBe(1);
  });

  it('gives an entry of the table its own share', () => {
    SHARE_TABLE.forEach((raw, index) => expect(shareOf(raw)).toBeCloseTo(index / 20, 12));
  });
});

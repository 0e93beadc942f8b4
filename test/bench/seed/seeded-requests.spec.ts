import type { RequestRecord } from '@app/contracts';
import { PROVIDERS } from '@app/providers';
import { seedModels } from './seed-models';
import { SeededRequests } from './seeded-requests';

const FROM = Date.parse('2026-11-20T00:00:00Z');
const drawn = (seed: number, count: number): RequestRecord[] => {
  const requests = new SeededRequests(seed);
  return Array.from({ length: count }, (_, number) => requests.at(FROM + number));
};
const share = (records: readonly RequestRecord[], isSo: (record: RequestRecord) => boolean): number =>
  records.filter(isSo).length / records.length;

describe('seedModels', () => {
  it('are forty models of all providers', () => {
    const models = seedModels(40);
    expect(models).toHaveLength(40);
    expect(new Set(models.map(({ providerId }) => providerId))).toEqual(new Set(PROVIDERS.map(({ id }) => id)));
  });
});

describe('SeededRequests', () => {
  const records = drawn(1, 20_000);

  it('are the same for the same seed', () => {
    expect(drawn(5, 200)).toEqual(drawn(5, 200));
    expect(drawn(5, 200)).not.toEqual(drawn(6, 200));
  });

  it('have ids of their own, in the order of time', () => {
    const ids = records.map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each([
    ['failed', 0.03, ({ outcome }: RequestRecord) => outcome === 'failed'],
    ['cancelled', 0.01, ({ outcome }: RequestRecord) => outcome === 'cancelled'],
    ['streamed', 0.55, ({ isStream }: RequestRecord) => isStream],
    ['sent to a group', 0.6, ({ groupName }: RequestRecord) => groupName !== null],
  ])('are %s about as often as they should', (_, expected, isSo) => {
    expect(Math.abs(share(records, isSo) - expected)).toBeLessThan(0.012);
  });

  it('come from a hundred clients and eight groups', () => {
    expect(new Set(records.map(({ clientId }) => clientId)).size).toBe(100);
    expect(new Set(records.map(({ groupName }) => groupName)).size).toBe(9);
  });

  it('cost what their formula says', () => {
    for (const { costNanoUsd, costFormula, outcome } of records) {
      if (outcome === 'failed') expect([costNanoUsd, costFormula]).toEqual([null, null]);
      else {
        const parts = costFormula?.parts ?? [];
        const pico = parts.reduce((sum, { quantity, picoUsdEach }) => sum + quantity * picoUsdEach, 0);
        expect(costNanoUsd).toBe(Math.round(pico / 1_000));
      }
    }
  });
});

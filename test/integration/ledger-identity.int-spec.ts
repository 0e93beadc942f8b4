import { ClientService, UNLIMITED } from '@app/auth';
import { nanoUsdOfText, usdText } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import { ClientRepository, Database } from '@app/persistence';
import { nanoUsdOfFormula } from '@app/pricing';
import { RequestLogWriter } from '@app/telemetry';
import { startAnsweringVendor, type AnsweringVendor, type SaidOfUsage } from '../support/answering-vendor';
import { expectedNanoUsd } from '../support/independent-cost';
import { SAMPLE_MODELS } from '../support/sample-models';
import { SeededRandom } from '../support/seeded-random';
import { TestGateway } from '../support/test-gateway';
import { TESTER } from '../../libs/common/src/testing/actors';

/** Models end; these prices are of this day. */
const TODAY = Date.parse('2026-11-22T12:00:00Z');
const ROUNDS = 15;
const FORMS = ['JSON', 'stream', 'stream with usage'] as const;
const SEED = 20_261_122;

let vendor: AnsweringVendor;
let gateway: TestGateway;
let headers: Record<string, string>;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(TODAY);
  vendor = await startAnsweringVendor();
  gateway = await TestGateway.start({ simulator: vendor });
  const budget = { nanoUsd: 1_000_000 * 1_000_000_000, period: 'total' } as const;
  headers = { authorization: `Bearer ${await gateway.createKey('rich', { budget })}` };
});
afterAll(async () => {
  await gateway.stop();
  await vendor.close();
  jest.restoreAllMocks();
});

/** From nothing to a million tokens, small ones as likely as large ones. */
function randomUsage(random: SeededRandom): SaidOfUsage {
  const size = (): number => Math.floor(10 ** (random.next() * 6)) - 1;
  const prompt = size();
  return {
    prompt,
    cached: random.chance(0.5) ? random.below(prompt + 1) : 0,
    answer: size(),
    reasoning: random.chance(0.5) ? size() : 0,
  };
}

/** What the client was told the request cost, where it was. */
async function ask(
  model: string,
  form: (typeof FORMS)[number],
): Promise<{ row: RequestRecord; told: (number | undefined)[] }> {
  if (form === 'JSON') {
    const answer = await gateway.chat({ model }, { headers });
    return { row: await gateway.rowOf(answer), told: [nanoUsdOfText(answer.headers.get('x-gophergate-cost') ?? '')] };
  }
  const asked = form === 'stream' ? {} : { stream_options: { include_usage: true } };
  const answer = await gateway.stream({ model, ...asked }, { headers });
  const row = await gateway.rowOf(answer);
  return { row, told: form === 'stream' ? [] : [nanoUsdOfText(answer.usage?.gophergate?.cost ?? '')] };
}

async function sumsOf(clientId: string): Promise<number[]> {
  await gateway.get(RequestLogWriter).flush();
  const tables = ['usage_quarters', 'usage_hours', 'usage_days'];
  return gateway.get(Database).reader.run(async (manager) => {
    const sums: number[] = [];
    for (const table of tables) {
      const [sum] = await manager.query<{ cost: number }[]>(
        `SELECT SUM(cost_nano_usd) AS cost FROM ${table} WHERE dimension = 'client' AND entity = ?`,
        [clientId],
      );
      sums.push(sum?.cost ?? 0);
    }
    return sums;
  });
}

it(`what the client is told, its row, the roll-ups and its budget are one number (seed ${SEED})`, async () => {
  const random = new SeededRandom(SEED);
  let total = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const { model, prefixed } of SAMPLE_MODELS) {
      for (const form of FORMS) {
        vendor.says({ model, usage: randomUsage(random) });
        const { row, told } = await ask(prefixed, form);
        expect(row).toMatchObject({ outcome: 'completed', usageSource: 'reported' });
        for (const cost of told) expect(cost).toBe(row.costNanoUsd);
        expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
        if (row.costFormula) expect(nanoUsdOfFormula(row.costFormula)).toBe(row.costNanoUsd);
        total += row.costNanoUsd ?? Number.NaN;
      }
    }
  }
  expect(total).toBeGreaterThan(0);
  const client = await gateway.get(ClientRepository).findByName('rich');
  expect(await sumsOf(client?.id ?? '')).toEqual([total, total, total]);

  const setBudget = (nanoUsd: number): Promise<unknown> =>
    gateway.get(ClientService).update(TESTER, client?.id ?? '', {
      limits: { ...UNLIMITED, budget: { nanoUsd, period: 'total' } },
    });
  // A budget of exactly what was spent is used up, and its refusal names the sum.
  await setBudget(total);
  const refused = await gateway.chat({ model: 'gpt-5.4' }, { headers });
  expect(refused.status).toBe(429);
  expect(refused.body.error?.message).toContain(`$${usdText(total)} is spent.`);
  await setBudget(total + 1);
  expect(await gateway.chat({ model: 'gpt-5.4' }, { headers })).toMatchObject({ status: 200 });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelCatalogService } from '@app/catalog';
import type { PriceFacts, RequestRecord } from '@app/contracts';
import {
  LedgerRepository,
  openDatabase,
  RepricingRepository,
  RequestRepository,
  type Database,
} from '@app/persistence';
import { CostService } from '@app/pricing';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { requestRecord } from '../../../persistence/src/testing/request-records';
import { pricedModel, priceRow } from '../../../pricing/src/testing/priced-snapshot';
import { RepriceService } from './reprice.service';
import type { RepriceReport } from './reprice-totals';

const DAY_MS = 86_400_000;
const FROM = Date.parse('2026-11-20T00:00:00Z');
const NEW_PRICE = Date.parse('2026-11-21T00:00:00Z');

/** At these rates, 1 and 4 USD a million, a row of 100 and 10 tokens costs 140,000 nano-USD; at the later ones twice that. */
const EARLIER: PriceFacts = priceRow('acme/alpha#1', { validTo: '2026-11-21T00:00:00Z' });
const LATER: PriceFacts = priceRow('acme/alpha#2', {
  validFrom: '2026-11-21T00:00:00Z',
  rates: { input: 2_000_000, cachedInput: null, cacheWrite: null, output: 8_000_000 },
});

const row = (startedAt: number, changes: Partial<RequestRecord> = {}): RequestRecord =>
  requestRecord({
    startedAt,
    providerId: 'acme',
    sentModel: 'alpha',
    servedModel: 'alpha',
    groupName: null,
    freshInputTokens: 100,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: 10,
    reasoningTokens: null,
    costNanoUsd: null,
    costState: 'unpriced',
    priceId: null,
    latencyMs: 5,
    ...changes,
  });

describe('RepriceService', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-reprice-'));
  let database: Database;
  let ledger: LedgerRepository;
  let requests: RequestRepository;
  let service: RepriceService;
  let opened = 0;

  beforeEach(async () => {
    const clock = new ManualClock();
    database = await openDatabase(join(folder, `${++opened}.sqlite`));
    ledger = new LedgerRepository(database, clock);
    requests = new RequestRepository(database);
    const catalog = new ModelCatalogService({
      facts: [pricedModel('alpha', [EARLIER, LATER])],
      providers: [{ id: 'acme', aliases: [] }],
    });
    service = new RepriceService(new RepricingRepository(database, clock), new CostService(), catalog, clock);
  });
  afterEach(() => database.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function reprice(isDryRun = false, from = FROM, to = FROM + 3 * DAY_MS): Promise<RepriceReport> {
    const run = service.run({ from, to, isDryRun });
    let step = await run.next();
    while (!step.done) step = await run.next();
    return step.value;
  }
  const read = async (sql: string): Promise<Record<string, unknown>[]> =>
    database.reader.run((manager) => manager.query<Record<string, unknown>[]>(sql));

  it('gives rows the price that was in force when they ended, to the millisecond', async () => {
    const rows = [row(NEW_PRICE - 6), row(NEW_PRICE - 5)];
    await ledger.apply(rows);
    await expect(reprice()).resolves.toMatchObject({ examined: 2, changed: 2, oldNanoUsd: 0, newNanoUsd: 420_000 });
    const stored = await Promise.all(rows.map(({ requestId }) => requests.findById(requestId)));
    expect(stored).toMatchObject([
      { costNanoUsd: 140_000, costState: 'priced', priceId: 'acme/alpha#1' },
      { costNanoUsd: 280_000, costState: 'priced', priceId: 'acme/alpha#2' },
    ]);
    expect(stored[0]?.costFormula).toMatchObject({ pricedBy: 'reported_model', subject: 'acme/alpha' });
  });

  it('finds nothing to change the second time', async () => {
    await ledger.apply(Array.from({ length: 1_200 }, (_, index) => row(FROM + index)));
    await expect(reprice()).resolves.toMatchObject({ examined: 1_200, changed: 1_200 });
    await expect(reprice()).resolves.toMatchObject({ examined: 1_200, changed: 0, oldNanoUsd: 1_200 * 140_000 });
  });

  it('goes on page after page, also within one millisecond', async () => {
    await ledger.apply(Array.from({ length: 1_100 }, () => row(FROM)));
    const reports: number[] = [];
    for await (const { examined } of service.run({ from: FROM, to: FROM + 1, isDryRun: true })) reports.push(examined);
    expect(reports).toEqual([500, 1_000]);
    await expect(reprice()).resolves.toMatchObject({ changed: 1_100 });
  });

  it('only tells in a dry run', async () => {
    await ledger.apply([row(FROM)]);
    await expect(reprice(true)).resolves.toMatchObject({ runId: null, changed: 1, newNanoUsd: 140_000 });
    await expect(read('SELECT cost_nano_usd FROM requests')).resolves.toEqual([{ cost_nano_usd: null }]);
    await expect(read('SELECT COUNT(*) AS n FROM repricings')).resolves.toEqual([{ n: 0 }]);
  });

  it('keeps what a row cost before, and moves the roll-ups with it', async () => {
    const old = { costNanoUsd: 99, costState: 'priced', priceId: 'acme/alpha#0' } as const;
    await ledger.apply([row(FROM, old), row(FROM + 1)]);
    const { runId } = await reprice();
    await expect(
      read('SELECT run_id, old_cost_nano_usd, old_price_id, new_cost_nano_usd FROM repricings'),
    ).resolves.toEqual(
      expect.arrayContaining([
        { run_id: runId, old_cost_nano_usd: 99, old_price_id: 'acme/alpha#0', new_cost_nano_usd: 140_000 },
        { run_id: runId, old_cost_nano_usd: null, old_price_id: null, new_cost_nano_usd: 140_000 },
      ]),
    );
    for (const table of ['usage_quarters', 'usage_hours', 'usage_days']) {
      await expect(
        read(
          `SELECT SUM(cost_nano_usd) AS cost, SUM(unpriced_requests) AS unpriced FROM ${table} WHERE dimension = 'all'`,
        ),
      ).resolves.toEqual([{ cost: 280_000, unpriced: 0 }]);
    }
  });

  it('leaves alone what is outside the range and what used nothing', async () => {
    await ledger.apply([
      row(FROM - 1),
      row(FROM + 3 * DAY_MS),
      row(FROM, { usageSource: null, costState: null }),
      row(FROM, { servedModel: 'ghost', sentModel: 'ghost' }),
    ]);
    await expect(reprice()).resolves.toMatchObject({ examined: 1, changed: 0 });
  });

  it('refuses a range that ends before it begins', async () => {
    await expect(reprice(true, FROM, FROM)).rejects.toThrow('ends before it begins');
  });

  it('tells by model what changed, the greatest difference first', async () => {
    await ledger.apply([row(FROM), row(NEW_PRICE), row(NEW_PRICE + 1)]);
    const { models } = await reprice(true);
    expect(models).toEqual([
      { model: 'acme/alpha', rows: 3, oldNanoUsd: 0, newNanoUsd: 700_000, oldUnpriced: 3, newUnpriced: 0 },
    ]);
  });
});

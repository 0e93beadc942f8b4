import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@app/persistence';
import { startSimulator, type Simulator } from '../../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../../support/built-installation';
import { GatewayChild, ROOT } from '../../support/gateway-child';

const SEED = join(ROOT, 'dist/test/bench/seed/main.js');

export interface LedgerTotals {
  readonly requests: number;
  readonly costNanoUsd: number;
  readonly promptTokens: number;
}

/** The built gateway on a ledger of two busy months. */
export class SeededBed {
  private constructor(
    private readonly simulator: Simulator,
    private readonly installation: BuiltInstallation,
    readonly url: string,
  ) {}

  static async start(rows: number, adminPassword: string): Promise<SeededBed> {
    const simulator = await startSimulator();
    const installation = new BuiltInstallation(simulator);
    mkdirSync(installation.dataDir, { recursive: true });
    const args = ['--rows', String(rows), '--database', join(installation.dataDir, 'gophergate.db')];
    const { code, stderr } = await GatewayChild.run({ script: SEED, args, cwd: installation.folder });
    if (code !== 0) throw new Error(`The ledger could not be seeded: ${stderr}`);
    const { url } = await installation.serve({ LLM_PROXY__ADMIN_PASSWORD: adminPassword });
    return new SeededBed(simulator, installation, url);
  }

  /** What the rows themselves come to, read past all roll-ups. @param from epoch milliseconds, `to` exclusive */
  async totals(from: number, to: number): Promise<LedgerTotals> {
    const database = await openDatabase(join(this.installation.dataDir, 'gophergate.db'));
    try {
      const [row] = await database.ledger.run((manager) =>
        manager.query<LedgerTotals[]>(
          `SELECT COUNT(*) AS requests, COALESCE(SUM(cost_nano_usd), 0) AS costNanoUsd,
             COALESCE(SUM(COALESCE(fresh_input_tokens, 0) + COALESCE(cached_input_tokens, 0) + COALESCE(cache_write_tokens, 0)), 0) AS promptTokens
           FROM requests WHERE started_at >= ? AND started_at < ?`,
          [from, to],
        ),
      );
      if (!row) throw new Error('The ledger answered nothing.');
      return row;
    } finally {
      await database.close();
    }
  }

  async stop(): Promise<void> {
    await this.installation.remove();
    await this.simulator.close();
  }
}

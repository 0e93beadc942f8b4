import { join } from 'node:path';
import type { Environment } from '@app/config';
import { openDatabase, type Database } from '@app/persistence';
import { startSimulator, type Simulator } from '../../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../../support/built-installation';
import { CLI, GatewayChild } from '../../support/gateway-child';
import { ChatClient } from '../providers/chat-client';
import type { Findings } from '../findings';
import type { Plan, Scenario } from '../plan';

/** The built gateway under traffic, and the command line beside it. */
export class ControlBed {
  private readonly clients: ChatClient[] = [];
  readonly installation: BuiltInstallation;

  private constructor(private readonly simulator: Simulator) {
    this.installation = new BuiltInstallation(simulator);
  }

  static async open(): Promise<ControlBed> {
    return new ControlBed(await startSimulator());
  }

  async serve(environment: Environment = {}): Promise<{ child: GatewayChild; client: ChatClient; url: string }> {
    const { child, url } = await this.installation.serve(environment);
    const client = new ChatClient(url, await this.installation.createKey(`steady ${this.clients.length}`));
    this.clients.push(client);
    return { child, client, url };
  }

  /** A command under way, which can be killed. */
  begin(...args: string[]): GatewayChild {
    const { folder: cwd, environment } = this.installation;
    return GatewayChild.start({ script: CLI, args, cwd, environment });
  }

  /** Reads or writes the database as another process would. */
  async onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(join(this.installation.dataDir, 'gophergate.db'));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.installation.remove();
    await this.simulator.close();
  }
}

/** A case on a bed of its own. */
export function onControlBed(
  id: string,
  run: (bed: ControlBed, plan: Plan, findings: Findings) => Promise<void>,
): Scenario {
  return {
    id,
    needsVolume: false,
    run: async (plan, findings) => {
      const bed = await ControlBed.open();
      try {
        await run(bed, plan, findings);
      } finally {
        await bed.close();
      }
    },
  };
}

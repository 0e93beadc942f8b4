import { join } from 'node:path';
import { ClientKeyService, ClientService, UNLIMITED } from '@app/auth';
import { SYSTEM_ACTOR, systemClock } from '@app/common';
import type { Environment } from '@app/config';
import type { ClientLimits, RequestRecord } from '@app/contracts';
import { ClientRepository, ControlChanges, openDatabase, RequestRepository, type Database } from '@app/persistence';
import type { Simulator } from '../../apps/simulator/src/simulator.server';
import { CLI, GatewayChild, SERVER, type Ended } from './gateway-child';
import { simulatedEnvironment } from './simulated-environment';
import { temporaryFolder } from './temporary-folder';

/** One data folder, and the processes of the built product that work on it. */
export class BuiltInstallation {
  private readonly home = temporaryFolder();
  private readonly children: GatewayChild[] = [];
  readonly folder = this.home.folder;
  readonly dataDir = join(this.home.folder, 'data');

  constructor(private readonly simulator: Pick<Simulator, 'baseUrlOf'>) {}

  get environment(): Environment {
    return {
      ...simulatedEnvironment(this.simulator),
      LLM_PROXY__DATA_DIR: this.dataDir,
      LLM_PROXY__SERVER__HOST: '127.0.0.1',
      LLM_PROXY__SERVER__PORT: '0',
    };
  }

  async serve(environment: Environment = {}): Promise<{ child: GatewayChild; url: string }> {
    const child = GatewayChild.start({
      script: SERVER,
      cwd: this.folder,
      environment: { ...this.environment, ...environment },
    });
    this.children.push(child);
    return { child, url: await child.url() };
  }

  /** Runs the command line. */
  cli(...args: string[]): Promise<Ended> {
    return GatewayChild.run({ script: CLI, args, cwd: this.folder, environment: this.environment });
  }

  /** A client's key, made beside the running gateway as another process would. */
  async createKey(name: string, limits: Partial<ClientLimits> = {}): Promise<string> {
    return this.onDatabase(async (database) => {
      const repository = new ClientRepository(database);
      const keys = new ClientKeyService(repository, systemClock);
      const clients = new ClientService(repository, new ControlChanges(database, systemClock), keys, systemClock);
      return (await clients.create(SYSTEM_ACTOR, { name, limits: { ...UNLIMITED, ...limits } })).key;
    });
  }

  /** The ledger, read from the file by another process than the one that wrote it. */
  rows(): Promise<RequestRecord[]> {
    return this.onDatabase((database) => new RequestRepository(database).listRecent(1_000));
  }

  async remove(): Promise<void> {
    for (const child of this.children) child.signal('SIGKILL');
    await Promise.all(this.children.map(({ ended }) => ended));
    this.home.remove();
  }

  private async onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(join(this.dataDir, 'gophergate.db'));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }
}

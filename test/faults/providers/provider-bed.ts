import { join } from 'node:path';
import type { Environment } from '@app/config';
import type { RequestRecord } from '@app/contracts';
import { openDatabase, RequestRepository } from '@app/persistence';
import type { RecordedRequest } from '../../../apps/simulator/src/request-log';
import { startSimulator, type Simulator } from '../../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../../apps/simulator/src/vendor';
import { BuiltInstallation } from '../../support/built-installation';
import { eventually } from '../../support/eventually';
import { FaultProxy } from '../../support/fault-proxy';
import { groupOf, replaceGroups } from '../../support/stored-groups';
import type { GatewayChild } from '../../support/gateway-child';
import type { Findings } from '../findings';
import type { Plan, Scenario } from '../plan';
import { ChatClient, type Told } from './chat-client';

/** Groups try their targets in this order. */
export const FIRST = 'gpt-5.4';
const LAST = 'grok-4.3';
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  pair: [FIRST, LAST],
  'first-moonshot': ['kimi-k2.6', LAST],
  'first-deepseek': ['deepseek-v4-pro', LAST],
  'first-gemini': ['gemini-2.5-flash-lite', LAST],
  'first-ollama': ['ollama/llama3.2', LAST],
  four: [FIRST, 'kimi-k2.6', 'deepseek-v4-pro', LAST],
};

const MOST_ROWS = 20_000;
const BOOKED_WITHIN_MS = 20_000;

export interface BedSetting {
  /** Providers behind a proxy of faults. */
  readonly proxied?: readonly VendorId[];
  /** Addresses of providers that are not simulated. */
  readonly elsewhere?: Readonly<Partial<Record<VendorId, string>>>;
}

/** The built gateway between its clients and the simulator. */
export class ProviderBed {
  private readonly clients: ChatClient[] = [];
  private running: { readonly child: GatewayChild; readonly url: string } | undefined;

  private constructor(
    readonly simulator: Simulator,
    private readonly proxies: ReadonlyMap<VendorId, FaultProxy>,
    private readonly installation: BuiltInstallation,
  ) {}

  static async open({ proxied = [], elsewhere = {} }: BedSetting = {}): Promise<ProviderBed> {
    const simulator = await startSimulator();
    const proxies = new Map<VendorId, FaultProxy>();
    for (const vendor of proxied) proxies.set(vendor, await FaultProxy.start(simulator.port));
    const baseUrlOf = (vendor: VendorId): string => {
      const port = proxies.get(vendor)?.port ?? simulator.port;
      return elsewhere[vendor] ?? simulator.baseUrlOf(vendor).replace(String(simulator.port), String(port));
    };
    return new ProviderBed(simulator, proxies, new BuiltInstallation({ baseUrlOf }));
  }

  proxy(vendor: VendorId): FaultProxy {
    const proxy = this.proxies.get(vendor);
    if (!proxy) throw new Error(`No proxy stands before ${vendor}.`);
    return proxy;
  }

  /** Starts the gateway with the groups above; resolves with one of its clients. */
  async serve(environment: Environment = {}): Promise<ChatClient> {
    await this.saveGroups();
    const { child, url } = await this.installation.serve(environment);
    this.running = { child, url };
    const client = new ChatClient(url, await this.installation.createKey('steady'));
    this.clients.push(client);
    return client;
  }

  get child(): GatewayChild {
    if (!this.running) throw new Error('No gateway runs.');
    return this.running.child;
  }

  /** What the provider was asked to complete, oldest first. */
  asked(vendor: VendorId): RecordedRequest[] {
    return this.simulator.requests.filter((request) => request.method === 'POST' && request.vendor === vendor);
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.running?.url ?? ''}/health/ready`);
    const { status } = (await answer.json()) as { status: string };
    return answer.ok && status === 'ready';
  }

  /** The ledger's rows of these answers, in their order, read by another process than the one that wrote them. */
  async rowsOf(answers: readonly Pick<Told, 'requestId'>[]): Promise<RequestRecord[]> {
    const wanted = answers.map(({ requestId }) => requestId);
    const byId = await eventually(
      'the rows of all answers',
      async () => {
        const rows = await this.rows();
        const found = new Map(rows.map((row) => [row.requestId, row]));
        return wanted.every((id) => found.has(id)) && found;
      },
      BOOKED_WITHIN_MS,
    );
    return wanted.flatMap((id) => byId.get(id) ?? []);
  }

  async countRows(): Promise<number> {
    return (await this.rows()).length;
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.installation.remove();
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.close()));
    await this.simulator.close();
  }

  private async saveGroups(): Promise<void> {
    const database = await openDatabase(join(this.installation.dataDir, 'gophergate.db'));
    try {
      await replaceGroups(
        database,
        Object.entries(GROUPS).map(([name, targets]) => groupOf(name, targets)),
      );
    } finally {
      await database.close();
    }
  }

  private async rows(): Promise<RequestRecord[]> {
    const database = await openDatabase(join(this.installation.dataDir, 'gophergate.db'));
    try {
      return await new RequestRepository(database).listRecent(MOST_ROWS);
    } finally {
      await database.close();
    }
  }
}

/** A case on a bed of its own. */
export function onProviderBed(
  id: string,
  run: (bed: ProviderBed, plan: Plan, findings: Findings) => Promise<void>,
  setting?: BedSetting,
): Scenario {
  return {
    id,
    needsVolume: false,
    run: async (plan, findings) => {
      const bed = await ProviderBed.open(setting);
      try {
        await run(bed, plan, findings);
      } finally {
        await bed.close();
      }
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientService } from '@app/auth';
import { ModelCatalogService, type CatalogEntry } from '@app/catalog';
import type { RequestRecord } from '@app/contracts';
import { RequestRepository } from '@app/persistence';
import { PROVIDERS, ProviderRegistry } from '@app/providers';
import { RequestLogWriter } from '@app/telemetry';
import { startGateway, type RunningGateway } from '../../../apps/gateway/src/bootstrap';
import { eventually } from '../../support/eventually';
import type { ReplayServer } from './replay.server';
import { SYSTEM_ACTOR } from '@app/common';

const SETTINGS = {
  LLM_PROXY__SERVER__HOST: '127.0.0.1',
  LLM_PROXY__SERVER__PORT: '0',
  LLM_PROXY__LOG__LEVEL: 'silent',
  // Recordings are of models that have ended since.
  LLM_PROXY__CATALOG__LIFECYCLE: 'ignore',
  // One failure after the other is what some recordings are; none may stop the next.
  LLM_PROXY__BREAKER__ERROR_PERCENT: '100',
  LLM_PROXY__BREAKER__VOLUME: '10000',
};

/** A row is written before the last byte is sent; only a loaded machine makes us wait. */
const ROW_WITHIN_MS = 2_000;

/** The whole gateway, with every provider switched on and pointing at the replays. */
export class ReplayGateway {
  private constructor(
    private readonly running: RunningGateway,
    private readonly folder: string,
    readonly key: string,
  ) {}

  static async start(replays: Pick<ReplayServer, 'baseUrlOf'>): Promise<ReplayGateway> {
    const folder = mkdtempSync(join(tmpdir(), 'gophergate-recorded-'));
    const running = await startGateway({
      ...SETTINGS,
      LLM_PROXY__DATA_DIR: folder,
      ...Object.fromEntries(PROVIDERS.flatMap(({ id, needsKey }) => variables(id, needsKey, replays.baseUrlOf(id)))),
    });
    const { key } = await running.app.get(ClientService).create(SYSTEM_ACTOR, { name: 'recorded traffic' });
    return new ReplayGateway(running, folder, key);
  }

  get url(): string {
    return this.running.url;
  }

  /** The one ledger row of a request that has ended; undefined when none appears. */
  rowOf(requestId: string): Promise<RequestRecord | undefined> {
    const look = async (): Promise<RequestRecord | null> => {
      await this.running.app.get(RequestLogWriter).flush();
      return this.running.app.get(RequestRepository).findById(requestId);
    };
    return eventually('a row', look, ROW_WITHIN_MS).catch(() => undefined);
  }

  /** The models that a provider's own server lists, as the gateway reads them. */
  async listModels(providerId: string): Promise<string[]> {
    const connection = this.running.app.get(ProviderRegistry).connection(providerId);
    if (!connection) throw new Error(`Provider "${providerId}" is not configured.`);
    return connection.listModels(AbortSignal.timeout(10_000));
  }

  /** Every model the catalogue holds. */
  models(): readonly CatalogEntry[] {
    return this.running.app.get(ModelCatalogService).snapshot().all();
  }

  async stop(): Promise<void> {
    this.running.server.closeAllConnections();
    await this.running.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function variables(id: string, needsKey: boolean, baseUrl: string): [name: string, value: string][] {
  const name = id.toUpperCase();
  return [
    [`LLM_PROXY__PROVIDERS__${name}__BASE_URL`, baseUrl],
    needsKey ? [`${name}_API_KEY`, 'key-of-the-replays'] : [`LLM_PROXY__PROVIDERS__${name}__ENABLED`, 'true'],
  ];
}

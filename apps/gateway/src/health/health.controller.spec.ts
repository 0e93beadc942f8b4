import type { Database } from '@app/persistence';
import type { ProviderRegistry, ProviderStatus } from '@app/providers';
import type { RequestLogState, RequestLogWriter } from '@app/telemetry';
import type { GatewayResponse } from '../http/gateway-request';
import { HealthReport } from './health-report.service';
import { HealthController } from './health.controller';
import { LifecycleService } from './lifecycle.service';

const healthy: ProviderStatus = {
  id: 'acme',
  label: 'Acme',
  isConfigured: true,
  keySource: 'environment',
  baseUrl: 'http://localhost',
  breakerState: 'closed',
  troubledModels: [],
  problem: undefined,
  enabledBy: 'ACME_API_KEY',
};

describe('HealthController', () => {
  let lifecycle: LifecycleService;
  let isReachable: boolean;
  let ledgerState: RequestLogState;
  let providers: ProviderStatus[];
  let controller: HealthController;
  beforeEach(() => {
    lifecycle = new LifecycleService();
    isReachable = true;
    ledgerState = { queued: 0, dropped: 0, isDegraded: false, isFull: false };
    providers = [healthy];
    const database: Pick<Database, 'isReachable'> = { isReachable: () => Promise.resolve(isReachable) };
    const ledger: Pick<RequestLogWriter, 'state'> = { state: () => ledgerState };
    const registry: Pick<ProviderRegistry, 'list'> = { list: () => providers };
    controller = new HealthController(
      new HealthReport(lifecycle, database as Database, ledger as RequestLogWriter, registry as ProviderRegistry),
    );
  });

  const ready = async (): Promise<{ status: number; body: unknown }> => {
    lifecycle.markReady();
    return readiness();
  };
  const readiness = async (): Promise<{ status: number; body: unknown }> => {
    const answer = { status: 0, body: undefined as unknown };
    const response = {
      status: (code: number) => {
        answer.status = code;
        return response;
      },
      json: (body: unknown) => {
        answer.body = body;
      },
    };
    await controller.ready(response as never as GatewayResponse);
    return answer;
  };

  it('lives while the process answers, whatever else is wrong', () => {
    lifecycle.markDraining();
    isReachable = false;
    expect(controller.live()).toEqual({ status: 'ok' });
  });

  it('is ready when all is well', async () => {
    await expect(ready()).resolves.toEqual({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', journal: 'ok', ledger: 'ok', providers: 'ok' } },
    });
  });

  it.each<[string, () => void, object]>([
    [
      'the database is stuck',
      () => (isReachable = false),
      { database: 'degraded', journal: 'ok', ledger: 'ok', providers: 'ok' },
    ],
    [
      'the ledger cannot write',
      () => (ledgerState = { ...ledgerState, isDegraded: true }),
      { database: 'ok', journal: 'ok', ledger: 'degraded', providers: 'ok' },
    ],
    [
      'the journal has no room',
      () => (ledgerState = { ...ledgerState, isDegraded: true, isFull: true }),
      { database: 'ok', journal: 'degraded', ledger: 'degraded', providers: 'ok' },
    ],
    [
      'a provider is paused',
      () => providers.push({ ...healthy, breakerState: 'open' }),
      { database: 'ok', journal: 'ok', ledger: 'ok', providers: 'degraded' },
    ],
    [
      'a key cannot be opened',
      () => providers.push({ ...healthy, problem: 'restore the key' }),
      { database: 'ok', journal: 'ok', ledger: 'ok', providers: 'degraded' },
    ],
  ])('still takes traffic when %s, and says so', async (_, goWrong, checks) => {
    goWrong();
    await expect(ready()).resolves.toEqual({ status: 200, body: { status: 'degraded', checks } });
  });

  it.each<ProviderStatus['breakerState']>(['half-open', undefined])(
    'is not bothered by a breaker that is %s',
    async (breakerState) => {
      providers.push({ ...healthy, breakerState });
      await expect(ready()).resolves.toMatchObject({ body: { status: 'ready' } });
    },
  );

  it('takes no traffic before it has started', async () => {
    await expect(readiness()).resolves.toMatchObject({ status: 503, body: { status: 'starting' } });
  });

  it('takes no traffic while it drains, degraded or not', async () => {
    lifecycle.markDraining();
    isReachable = false;
    await expect(readiness()).resolves.toMatchObject({
      status: 503,
      body: { status: 'draining', checks: { database: 'degraded' } },
    });
  });

  it('shows nothing of what is wrong to strangers', async () => {
    providers.push({ ...healthy, problem: 'secret detail' });
    ledgerState = { ...ledgerState, isDegraded: true, lastError: 'secret path' };
    expect(JSON.stringify(await ready())).not.toContain('secret');
  });
});

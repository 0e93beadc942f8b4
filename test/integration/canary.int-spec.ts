import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { AdminClient, type AdminRequestOptions } from '../support/admin-client';
import type { Answer } from '../support/answer';
import { bytesBelow, Canaries } from '../support/canaries';
import { LiveClient } from '../support/live-client';
import { ALL_VENDORS, enabling } from '../support/simulated-environment';
import { temporaryFolder } from '../support/temporary-folder';
import { TestGateway } from '../support/test-gateway';

const MODELS = [
  ...['gpt-5.4', 'gemini-3-flash-preview', 'deepseek-v4-flash', 'kimi-k2.6', 'grok-4.3'],
  ...['dispatcher', 'fast-flow', 'none'],
];
const DOCUMENT = join(__dirname, '../../docs/openapi.json');

/** Secrets are planted everywhere, everything is used, and then nothing that was written, stored, answered or sent live holds one of them. */
describe('canaries', () => {
  const { folder, remove } = temporaryFolder();
  const canaries = new Canaries();
  const said: Record<'answers' | 'live' | 'log', string[]> = { answers: [], live: [], log: [] };
  const statuses: number[] = [];
  const stops: (() => Promise<void> | void)[] = [];
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
    stops.push(() => simulator.close());
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => said.log.push(String(text)) > 0),
    );
    stops.unshift(() => spies.forEach((spy) => spy.mockRestore()));
    const encryptionKey = randomBytes(32);
    canaries.add('encryption key in base64', encryptionKey.toString('base64'));
    const password = canaries.plant('first password');
    const gateway = await TestGateway.start({
      simulator,
      resumed: { dataDir: folder },
      environment: {
        ...Object.fromEntries(ALL_VENDORS.map((vendor) => enabling(vendor, canaries.plant(`key for ${vendor}`)))),
        // This one is switched on rather than given a key.
        LLM_PROXY__PROVIDERS__OLLAMA__ENABLED: 'true',
        LLM_PROXY__ENCRYPTION_KEY: canaries.add('encryption key', encryptionKey.toString('hex')),
        LLM_PROXY__ADMIN_PASSWORD: password,
        LLM_PROXY__LOG__LEVEL: 'debug',
        LLM_PROXY__CAPTURE__BODIES: 'true',
      },
    });
    stops.unshift(() => gateway.stop());
    canaries.add('key of a client', gateway.key);
    const admin = new AdminClient(gateway.url);
    await useLogins(admin, password);
    await useRoutes(gateway, admin);
    await stops.shift()?.();
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    remove();
  });

  function keep(answer: Answer): Answer {
    said.answers.push(answer.text, JSON.stringify([...answer.headers].filter(([name]) => name !== 'set-cookie')));
    statuses.push(answer.status);
    return answer;
  }

  async function useLogins(admin: AdminClient, password: string): Promise<void> {
    keep(await admin.logIn('admin', canaries.plant('wrong password')));
    keep(await admin.logIn('admin', password));
    const next = canaries.plant('next password');
    keep(await admin.post('/api/session/password', { currentPassword: next, newPassword: next }));
    keep(await admin.post('/api/session/password', { currentPassword: password, newPassword: next }));
    canaries.add('session', admin.cookie.split('=')[1] ?? '');
  }

  /** What shows a secret once is the one answer that may hold it. */
  async function issued(name: string, answer: Promise<Answer>): Promise<Answer> {
    const { body, status } = await answer;
    const secret = body['key'] ?? body['oneTimePassword'] ?? body['ticket'];
    canaries.add(name, String(secret));
    statuses.push(status);
    return answer;
  }

  async function useRoutes(gateway: TestGateway, admin: AdminClient): Promise<void> {
    const live = await LiveClient.open(gateway.url, admin);
    const made = await issued('key shown once', admin.post('/api/clients', { name: 'shown once' }));
    const { id } = made.body['client'] as { id: string };
    const rotating: AdminRequestOptions = { version: 1 };
    await issued('rotated key', admin.post(`/api/clients/${id}/rotate`, {}, rotating));
    await issued('password made', admin.post('/api/users', { username: 'vera', role: 'viewer' }));
    await issued('ticket', admin.post('/api/live/ticket'));
    keep(await admin.post('/api/clients/identify', { key: canaries.plant('key that somebody found') }));
    keep(await admin.post('/api/users', { username: 'carl', role: 'viewer', password: canaries.plant('given') }));
    await useProviderKeys(admin);
    await useModels(gateway, simulator);
    await readEverything(gateway, admin, id);
    said.live.push(JSON.stringify([live.frames, live.others]));
    live.socket.terminate();
  }

  async function useProviderKeys(admin: AdminClient): Promise<void> {
    for (const vendor of ['openai', 'gemini']) {
      const { body } = keep(await admin.get(`/api/providers/${vendor}`));
      const change = { apiKey: canaries.plant(`stored key of ${vendor}`), headers: { 'x-team': 'one' } };
      keep(await admin.patch(`/api/providers/${vendor}`, Number(body['version']), change));
      keep(await admin.patch(`/api/providers/${vendor}`, 99, { ...change, baseUrl: change.apiKey }));
      keep(await admin.post(`/api/providers/${vendor}/test`));
    }
  }

  async function useModels(gateway: TestGateway, vendors: Simulator): Promise<void> {
    for (const model of MODELS) {
      const row = keep(await gateway.chat({ model }));
      const response = await gateway.open({ model });
      said.answers.push(await response.text());
      expect([row.status, response.status]).toEqual(model === 'none' ? [404, 404] : [200, 200]);
    }
    // What a provider says of our key comes back to nobody.
    vendors.control('status=401');
    keep(await gateway.chat({ model: 'gpt-5.4' }));
    vendors.clear();
    const stranger = { headers: { authorization: `Bearer ${canaries.plant('unknown key')}` } };
    for (const path of ['/v1/models', '/health/ready', '/', '/v1/none', '/docs']) {
      keep(await gateway.ask(path));
      keep(await gateway.ask(path, stranger));
    }
  }

  /** Whatever the API document says can be read. */
  async function readEverything(gateway: TestGateway, admin: AdminClient, clientId: string): Promise<void> {
    const [row] = await gateway.recentRows(1);
    const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as { paths: Record<string, Record<string, unknown>> };
    const ids: Record<string, string> = {
      ...{ clients: clientId, requests: row?.requestId ?? '', providers: 'openai', groups: 'fast-flow' },
    };
    for (const path of Object.keys(paths).filter((candidate) => paths[candidate]?.['get'])) {
      const page = path.split('/')[2] ?? '';
      const address = path
        .replace('{provider}/{model}', 'openai/gpt-5.4')
        .replace(/\{[a-z]+\}/i, ids[page] ?? 'nothing');
      keep(await admin.get(address));
    }
  }

  it('were all planted, and much was used', () => {
    expect(canaries.count).toBeGreaterThanOrEqual(18);
    const successes = statuses.filter((status) => status >= 200 && status < 300);
    expect(successes.length).toBeGreaterThanOrEqual(40);
    expect(said.log.join('')).toMatch(/"level":"info"/);
    expect(said.live.join('')).toContain('request_ended');
    const leak = `x ${canaries.plant('leak')} y`;
    expect(canaries.foundIn(Buffer.from(leak).toString('base64'))).toEqual(['leak']);
  });

  it.each(['answers', 'live', 'log'] as const)('are not in the %s', (place) => {
    expect(canaries.foundIn(said[place].join('\n'))).toEqual([]);
  });

  it('are neither in the journal nor in the database', () => {
    const bytes = bytesBelow(folder);
    expect(bytes).toContain('SQLite format 3');
    expect(bytes).toContain('shown once');
    expect(canaries.foundIn(bytes)).toEqual([]);
  });
});

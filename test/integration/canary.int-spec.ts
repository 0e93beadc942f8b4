import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEM_ACTOR } from '@app/common';
import { ProviderSettingsService } from '@app/providers';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { ALL_VENDORS, enabling } from '../support/simulated-environment';
import { temporaryFolder } from '../support/temporary-folder';
import { TestGateway } from '../support/test-gateway';

/** Unlike anything else, so that a find is a leak. */
const canary = (name: string): string => `canary-${name}-${randomBytes(12).toString('hex')}`;
const ENCRYPTION_KEY = randomBytes(32).toString('hex');
const ADMIN_PASSWORD = canary('password');
const STORED_KEY = canary('stored');

/** Secrets are planted everywhere, everything is used, and then nothing that was written or answered holds one of them. */
describe('canaries', () => {
  const { folder, remove } = temporaryFolder();
  const answers: string[] = [];
  const written: string[] = [];
  const secrets = new Map<string, string>([
    ['encryption key', ENCRYPTION_KEY],
    ['encryption key in base64', Buffer.from(ENCRYPTION_KEY, 'hex').toString('base64')],
    ['password of the admin', ADMIN_PASSWORD],
    ['stored key of a provider', STORED_KEY],
  ]);
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
    const environment = Object.fromEntries(ALL_VENDORS.map((vendor) => enabling(vendor, canary(vendor))));
    for (const [name, value] of Object.entries(environment)) if (value !== 'true') secrets.set(name, value);
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0),
    );
    const gateway = await TestGateway.start({
      simulator,
      resumed: { dataDir: folder },
      environment: {
        ...environment,
        LLM_PROXY__ENCRYPTION_KEY: ENCRYPTION_KEY,
        LLM_PROXY__ADMIN_PASSWORD: ADMIN_PASSWORD,
        LLM_PROXY__LOG__LEVEL: 'debug',
        LLM_PROXY__CAPTURE__BODIES: 'true',
      },
    });
    secrets.set('key of a client', gateway.key);
    await useEverything(gateway);
    await gateway.stop();
    for (const spy of spies) spy.mockRestore();
  });
  afterAll(async () => {
    await simulator.close();
    remove();
  });

  async function useEverything(gateway: TestGateway): Promise<void> {
    await gateway.get(ProviderSettingsService).update(SYSTEM_ACTOR, 'openai', { apiKey: STORED_KEY });
    for (const model of [
      'gpt-5.4',
      'gemini-3-flash-preview',
      'deepseek-v4-flash',
      'kimi-k2.6',
      'grok-4.3',
      'dispatcher',
      'none',
    ]) {
      answers.push((await gateway.chat({ model })).text);
      const { chunks, error } = await gateway.stream({ model });
      answers.push(JSON.stringify([chunks, error]));
    }
    // What a provider says of our key comes back to nobody.
    simulator.control('status=401');
    answers.push((await gateway.chat({ model: 'gpt-5.4' })).text);
    simulator.clear();
    for (const path of ['/v1/models', '/health/ready', '/', '/v1/none']) answers.push((await gateway.ask(path)).text);
    const strange = { headers: { authorization: `Bearer ${STORED_KEY}` } };
    answers.push((await gateway.ask('/v1/models', strange)).text);
    await gateway.countRows();
  }

  /** Files are read as bytes: whatever was deleted in a database still lies in its free pages. */
  const filesBelow = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('were all planted, and much was written and answered', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(10);
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.join('').length).toBeGreaterThan(2_000);
    expect(written.join('')).toMatch(/"level":"info"/);
    expect(filesBelow(folder).map((file) => file.slice(folder.length + 1))).toContain('gophergate.db');
  });

  it.each(['answers', 'log', 'files'])('are not in the %s', (place) => {
    const texts: Record<string, () => readonly string[]> = {
      answers: () => answers,
      log: () => written,
      files: () => filesBelow(folder).map((file) => readFileSync(file, 'latin1')),
    };
    const haystack = texts[place]?.().join('\n') ?? '';
    const found = [...secrets].filter(([, secret]) => haystack.includes(secret)).map(([name]) => name);
    expect(found).toEqual([]);
    expect(haystack).not.toContain('canary-');
  });
});

import { join } from 'node:path';
import OpenAI from 'openai';
import type { IssuedKeyView } from '@app/contracts/admin';
import { startSimulator, type Simulator } from '../../../apps/simulator/src/simulator.server';
import { AdminClient } from '../../support/admin-client';
import type { Answer } from '../../support/answer';
import { seedLedger } from '../../bench/seed/seed-ledger';
import { BuiltInstallation } from '../../support/built-installation';

export interface BedOptions {
  /** Of the login `admin`; undefined: the default one, which has to be changed. */
  readonly adminPassword?: string | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built gateway with simulated providers, for one browser. */
export class BrowserBed {
  /** Set by `login`. */
  private administrator: AdminClient | undefined;

  private constructor(
    readonly simulator: Simulator,
    readonly installation: BuiltInstallation,
    readonly url: string,
    private readonly password: string | undefined,
  ) {}

  static async start({ adminPassword, environment = {} }: BedOptions = {}): Promise<BrowserBed> {
    const simulator = await startSimulator();
    const installation = new BuiltInstallation(simulator);
    const { url } = await installation.serve({
      ...(adminPassword !== undefined && { LLM_PROXY__ADMIN_PASSWORD: adminPassword }),
      ...environment,
    });
    return new BrowserBed(simulator, installation, url, adminPassword);
  }

  private get database(): string {
    return join(this.installation.dataDir, 'gophergate.db');
  }

  /** A second way in, for what a test needs before the browser comes. */
  async admin(): Promise<AdminClient> {
    if (!this.administrator) {
      this.administrator = new AdminClient(this.url);
      expectOk(await this.administrator.logIn('admin', this.password));
    }
    return this.administrator;
  }

  /** Somebody who may look, with a password of their own. */
  async createViewer(username: string, password: string): Promise<void> {
    const admin = await this.admin();
    const { oneTimePassword } = bodyOf<{ oneTimePassword: string }>(
      await admin.post('/api/users', { username, role: 'viewer' }),
    );
    const viewer = new AdminClient(this.url);
    expectOk(await viewer.logIn(username, oneTimePassword));
    expectOk(await viewer.post('/api/session/password', { current: oneTimePassword, new: password }));
  }

  /** @returns the key of a new client */
  async createClient(name: string): Promise<string> {
    return (await this.issueClient(name)).key;
  }

  /** Two months of requests of new clients of these names. */
  async seedHistory(rows: number, clientNames: readonly string[]): Promise<void> {
    const clients: string[] = [];
    for (const name of clientNames) clients.push((await this.issueClient(name)).client.id);
    await seedLedger({ database: this.database, rows, seed: 1, now: Date.now(), clients });
  }

  /** OpenAI's own client, pointed here. */
  openAi(apiKey: string): OpenAI {
    return new OpenAI({ baseURL: `${this.url}/v1`, apiKey, maxRetries: 0 });
  }

  private async issueClient(name: string): Promise<IssuedKeyView> {
    const admin = await this.admin();
    return bodyOf<IssuedKeyView>(await admin.post('/api/clients', { name }));
  }

  async stop(): Promise<void> {
    await this.installation.remove();
    await this.simulator.close();
  }
}

/** What a call of the admin API brought. @throws Error with the refusal */
function bodyOf<T>(answer: Answer): T {
  expectOk(answer);
  return answer.body as T;
}

function expectOk({ status, text }: Answer): void {
  if (status >= 300) throw new Error(`The admin API answered ${status}: ${text}`);
}

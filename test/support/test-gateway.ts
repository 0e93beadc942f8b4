import type { Type } from '@nestjs/common';
import OpenAI from 'openai';
import { ClientService, UNLIMITED, type ClientSettings, type IssuedKey } from '@app/auth';
import { SYSTEM_ACTOR } from '@app/common';
import type { ChatCompletionRequest, ClientLimits, RequestRecord } from '@app/contracts';
import { RequestRepository } from '@app/persistence';
import { RequestLogWriter } from '@app/telemetry';
import { startGateway, type RunningGateway } from '../../apps/gateway/src/bootstrap';
import type { Simulator } from '../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { ADMIN_PASSWORD } from './admin-client';
import { answerOf, type Answer } from './answer';
import { eventually } from './eventually';
import { simulatedEnvironment } from './simulated-environment';
import { streamOf, type StreamedAnswer } from './stream';
import { temporaryFolder } from './temporary-folder';

export interface TestGatewayOptions {
  readonly simulator: Pick<Simulator, 'baseUrlOf'>;
  /** Those with a key; all six when left out. */
  readonly vendors?: readonly VendorId[];
  /** Variables beside the providers'. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder that outlives the gateway, and the key of the client made when it was served first. */
  readonly resumed?: { readonly dataDir: string; readonly key?: string };
}

export type ChatRequest = Partial<ChatCompletionRequest> & { model: string };

const SETTINGS = {
  LLM_PROXY__SERVER__HOST: '127.0.0.1',
  LLM_PROXY__SERVER__PORT: '0',
  LLM_PROXY__LOG__LEVEL: 'silent',
  LLM_PROXY__ADMIN_PASSWORD: ADMIN_PASSWORD,
};

/**
 * The whole gateway in this process, on any free port, with a database of its own and one client. One at a time:
 * passport keeps its strategies for the whole process, so the last gateway to start is the one that knows keys.
 */
export class TestGateway {
  private constructor(
    readonly running: RunningGateway,
    readonly key: string,
    private readonly remove: () => void,
  ) {}

  static async start({ simulator, vendors, environment = {}, resumed }: TestGatewayOptions): Promise<TestGateway> {
    const { folder, remove } = temporaryFolder();
    const running = await startGateway({
      ...simulatedEnvironment(simulator, vendors),
      ...SETTINGS,
      LLM_PROXY__DATA_DIR: resumed?.dataDir ?? folder,
      ...environment,
    });
    const key = resumed?.key ?? (await running.app.get(ClientService).create(SYSTEM_ACTOR, { name: 'test' })).key;
    return new TestGateway(running, key, remove);
  }

  get url(): string {
    return this.running.url;
  }

  /** Something the running application is made of. */
  get<T>(token: { readonly name: string; readonly prototype: T }): T {
    return this.running.app.get<T>(token as Type<T>);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, {
      ...init,
      headers: { authorization: `Bearer ${this.key}`, ...(init.headers as Record<string, string> | undefined) },
    });
  }

  async ask(path: string, init?: RequestInit): Promise<Answer> {
    return answerOf(await this.fetch(path, init));
  }

  /** OpenAI's own client, pointed here. */
  client(apiKey = this.key): OpenAI {
    return new OpenAI({ baseURL: `${this.url}/v1`, apiKey, maxRetries: 0 });
  }

  /** The key of one more client. */
  async createKey(name: string, limits: Partial<ClientLimits> = {}): Promise<string> {
    return (await this.createClient(name, { limits: { ...UNLIMITED, ...limits } })).key;
  }

  createClient(name: string, settings: Partial<ClientSettings> = {}): Promise<IssuedKey> {
    return this.get(ClientService).create(SYSTEM_ACTOR, { ...settings, name });
  }

  /** Posts JSON to any endpoint. */
  async send(path: string, body: object, init: RequestInit = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string> | undefined) };
    return this.ask(path, { method: 'POST', ...init, headers, body: JSON.stringify(body) });
  }

  /** Posts a body as it stands to the chat endpoint. */
  post(body: RequestInit['body'], init: RequestInit = {}): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string> | undefined) };
    return this.fetch('/v1/chat/completions', { method: 'POST', ...init, headers, body: body ?? null });
  }

  async chat(request: ChatRequest, init?: RequestInit): Promise<Answer> {
    return answerOf(await this.post(JSON.stringify(withMessage(request)), init));
  }

  async stream(request: ChatRequest, init?: RequestInit): Promise<StreamedAnswer> {
    return streamOf(await this.open(request, init));
  }

  /** A stream whose body is left to the caller. */
  open(request: ChatRequest, init?: RequestInit): Promise<Response> {
    return this.post(JSON.stringify({ ...withMessage(request), stream: true }), init);
  }

  /** The one ledger row of a request that has ended. */
  async rowOf({ requestId }: { readonly requestId: string }): Promise<RequestRecord> {
    return eventually(`the ledger row of ${requestId}`, async () => {
      await this.get(RequestLogWriter).flush();
      return this.get(RequestRepository).findById(requestId);
    });
  }

  /** Rows stored so far, once everything queued is. */
  async countRows(): Promise<number> {
    await this.get(RequestLogWriter).flush();
    return this.get(RequestRepository).countAll();
  }

  /** The newest rows first, once everything queued is stored. */
  async recentRows(limit: number): Promise<RequestRecord[]> {
    await this.get(RequestLogWriter).flush();
    return this.get(RequestRepository).listRecent(limit);
  }

  async stop(): Promise<void> {
    this.running.server.closeAllConnections();
    await this.running.app.close();
    this.remove();
  }
}

function withMessage(request: ChatRequest): ChatRequest {
  return { messages: [{ role: 'user', content: 'Say hello to the gopher.' }], ...request };
}

import { SessionService, UserService } from '@app/auth';
import { SYSTEM_ACTOR } from '@app/common';
import type { User } from '@app/contracts';
import { ControlChanges, UserRepository } from '@app/persistence';
import { answerOf, type Answer } from './answer';
import type { TestGateway } from './test-gateway';

/** Of the login "admin" that test gateways are seeded with. */
export const ADMIN_PASSWORD = 'a test passphrase';
const COOKIE = /^gophergate_session=([^;]*)/;

export interface AdminRequestOptions {
  readonly body?: unknown;
  /** Sent as If-Match. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who uses /api as the dashboard does, and keeps the cookie as a browser would. */
export class AdminClient {
  constructor(
    readonly url: string,
    private token = '',
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get cookie(): string {
    return `gophergate_session=${this.token}`;
  }

  async ask(method: string, path: string, { body, version, headers }: AdminRequestOptions = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token !== '' && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...this.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const [, token] = COOKIE.exec(response.headers.get('set-cookie') ?? '') ?? [];
    if (token !== undefined) this.token = token;
    return answerOf(response);
  }

  get(path: string, options?: AdminRequestOptions): Promise<Answer> {
    return this.ask('GET', path, options);
  }

  post(path: string, body?: unknown, options?: AdminRequestOptions): Promise<Answer> {
    return this.ask('POST', path, { body, ...options });
  }

  patch(path: string, version: number, body: unknown): Promise<Answer> {
    return this.ask('PATCH', path, { body, version });
  }

  delete(path: string, options?: AdminRequestOptions): Promise<Answer> {
    return this.ask('DELETE', path, options);
  }

  logIn(username = 'admin', password = ADMIN_PASSWORD, more: object = {}): Promise<Answer> {
    return this.post('/api/session', { username, password, ...more });
  }
}

/** A session without the check of a password, which takes its time. The user is made where there is none of that name. */
export async function loggedIn(
  gateway: TestGateway,
  user: Partial<User> & Pick<User, 'username'>,
): Promise<AdminClient> {
  const changes = gateway.get(ControlChanges);
  const users = gateway.get(UserRepository);
  const found = await users.findByUsername(user.username);
  const { role = 'viewer', mustChangePassword = false } = user;
  const existing =
    found ?? (await gateway.get(UserService).create(SYSTEM_ACTOR, { username: user.username, role })).user;
  const token = await changes.make(SYSTEM_ACTOR, async (transaction) => {
    const wanted = { ...existing, mustChangePassword };
    if (existing.mustChangePassword !== mustChangePassword) await users.update(transaction, wanted);
    const visitor = { address: '127.0.0.1', userAgent: 'test', requestId: null };
    const started = await gateway.get(SessionService).start(transaction, wanted, visitor);
    return { result: started.token, audit: [] };
  });
  return new AdminClient(gateway.url, token);
}

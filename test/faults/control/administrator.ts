import { AdminClient, ADMIN_PASSWORD } from '../../support/admin-client';
import type { Answer } from '../../support/answer';

const DEFAULT_PASSWORD = 'admin123';

/** Somebody who has changed the first password of a new installation. */
export async function administrator(url: string): Promise<AdminClient> {
  const admin = new AdminClient(url, '', { origin: url });
  bodyOf(await admin.logIn('admin', DEFAULT_PASSWORD));
  bodyOf(await admin.post('/api/session/password', { current: DEFAULT_PASSWORD, new: ADMIN_PASSWORD }));
  return admin;
}

/** One more session of the same user. */
export async function anotherSession(url: string): Promise<AdminClient> {
  const admin = new AdminClient(url, '', { origin: url });
  bodyOf(await admin.logIn('admin', ADMIN_PASSWORD));
  return admin;
}

/** @throws Error on any refusal */
export function bodyOf<T>({ status, body }: Answer): T {
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body as T;
}

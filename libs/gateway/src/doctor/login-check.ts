import { DEFAULT_PASSWORD, verifyPassword } from '@app/auth';
import { UserRepository, type Database } from '@app/persistence';
import { ok, warn, type Finding } from './finding';

/** Whether anybody could log in with what the documentation says. */
export async function loginCheck(database: Database): Promise<Finding> {
  const users = await new UserRepository(database).list();
  for (const { username, passwordHash, isEnabled } of users) {
    if (isEnabled && (await verifyPassword(DEFAULT_PASSWORD, passwordHash))) {
      return warn(
        'login',
        `The login "${username}" still has the default password.`,
        'Log in to the dashboard and change it; until then it works from private networks alone.',
      );
    }
  }
  return ok(
    'login',
    users.length === 0 ? 'There is none yet; the first start makes one.' : 'No login has the default password.',
  );
}

import type { User } from '@app/contracts';
import { DuplicateNameError } from '../errors/duplicate-name.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { UserRepository } from './user.repository';

const user = (username: string, changes: Partial<User> = {}): User => ({
  id: `id of ${username}`,
  username,
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  role: 'viewer',
  isEnabled: true,
  mustChangePassword: false,
  sessionVersion: 1,
  passwordChangedAt: null,
  createdAt: 1_795_000_000_123,
  ...changes,
});

describe('UserRepository', () => {
  let temporary: TemporaryDatabase;
  let users: UserRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    users = new UserRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('returns a user as it was stored', async () => {
    const stored = user('admin', { role: 'admin', mustChangePassword: true, passwordChangedAt: 1_795_000_000_999 });
    await users.upsert(stored);
    await expect(users.findByUsername('admin')).resolves.toStrictEqual(stored);
    await expect(users.findByUsername('nobody')).resolves.toBeNull();
  });

  it('replaces the user of the same id, a new name included', async () => {
    await users.upsert(user('ann'));
    const renamed = user('anne', { id: 'id of ann', sessionVersion: 2, isEnabled: false, passwordChangedAt: 5 });
    await users.upsert(renamed);
    await expect(users.findByUsername('ann')).resolves.toBeNull();
    await expect(users.findByUsername('anne')).resolves.toStrictEqual(renamed);
  });

  it("refuses another user's name and leaves both as they were", async () => {
    await users.upsert(user('ann'));
    await users.upsert(user('bob'));
    await expect(users.upsert(user('ann', { id: 'new' }))).rejects.toBeInstanceOf(DuplicateNameError);
    await expect(users.upsert(user('ann', { id: 'id of bob' }))).rejects.toThrow('A user named "ann" exists already');
    await expect(users.findByUsername('bob')).resolves.toStrictEqual(user('bob'));
  });

  it('counts administrators, disabled ones too', async () => {
    await expect(users.countAdmins()).resolves.toBe(0);
    await users.upsert(user('ann', { role: 'admin' }));
    await users.upsert(user('bob', { role: 'admin', isEnabled: false }));
    await users.upsert(user('cid'));
    await expect(users.countAdmins()).resolves.toBe(2);
  });
});

import type { User } from '@app/contracts';
import { DuplicateNameError } from '../errors/duplicate-name.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { StaleVersionError } from '../errors/stale-version.error';
import { writeControl } from '../testing/write-control';
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
  lastLoginAt: null,
  createdAt: 1_795_000_000_123,
  version: 1,
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
  const create = (made: User): Promise<void> =>
    writeControl(temporary.database, (transaction) => users.create(transaction, made));
  const update = (changed: User): Promise<void> =>
    writeControl(temporary.database, (transaction) => users.update(transaction, changed));

  it('returns a user as it was stored', async () => {
    const stored = user('admin', { role: 'admin', mustChangePassword: true, passwordChangedAt: 1_795_000_000_999 });
    await create(stored);
    await expect(users.findByUsername('admin')).resolves.toStrictEqual(stored);
    await expect(users.findByUsername('nobody')).resolves.toBeNull();
  });

  it('replaces the user of the same id, a new name included', async () => {
    await create(user('ann'));
    const renamed = user('anne', { id: 'id of ann', sessionVersion: 2, isEnabled: false, passwordChangedAt: 5 });
    await update(renamed);
    await expect(users.findByUsername('ann')).resolves.toBeNull();
    await expect(users.findByUsername('anne')).resolves.toStrictEqual({ ...renamed, version: 2 });
  });

  it("refuses another user's name and leaves both as they were", async () => {
    await create(user('ann'));
    await create(user('bob'));
    await expect(create(user('ann', { id: 'new' }))).rejects.toBeInstanceOf(DuplicateNameError);
    await expect(update(user('ann', { id: 'id of bob' }))).rejects.toThrow('A user named "ann" exists already');
    await expect(users.findByUsername('bob')).resolves.toStrictEqual(user('bob'));
  });

  it('counts administrators, disabled ones too', async () => {
    await expect(users.countAdmins()).resolves.toBe(0);
    await create(user('ann', { role: 'admin' }));
    await create(user('bob', { role: 'admin', isEnabled: false }));
    await create(user('cid'));
    await expect(users.countAdmins()).resolves.toBe(2);
  });

  it('changes nothing that somebody else has changed meanwhile', async () => {
    await create(user('ann'));
    await update(user('ann', { role: 'admin' }));
    await expect(update(user('ann', { isEnabled: false }))).rejects.toBeInstanceOf(StaleVersionError);
    const removing = writeControl(temporary.database, (transaction) => users.remove(transaction, user('ann')));
    await expect(removing).rejects.toBeInstanceOf(StaleVersionError);
    await expect(users.list()).resolves.toStrictEqual([user('ann', { role: 'admin', version: 2 })]);
  });

  it('notes a login, which is no change of the user', async () => {
    await create(user('ann'));
    await users.noteLogin('id of ann', 1_795_000_060_000);
    await expect(users.findById('id of ann')).resolves.toStrictEqual(user('ann', { lastLoginAt: 1_795_000_060_000 }));
  });
});

import type { Client, ClientLimits } from '@app/contracts';
import { DuplicateNameError } from '../errors/duplicate-name.error';
import { RowRefusedError } from '../errors/row-refused.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { StaleVersionError } from '../errors/stale-version.error';
import { testClient } from '../testing/client';
import { writeControl } from '../testing/write-control';
import { ClientRepository } from './client.repository';

const client = testClient;

describe('ClientRepository', () => {
  let temporary: TemporaryDatabase;
  let clients: ClientRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clients = new ClientRepository(temporary.database);
  });
  afterEach(() => temporary.remove());
  const create = (stored: Client): Promise<void> =>
    writeControl(temporary.database, (transaction) => clients.create(transaction, stored));
  const update = (changed: Client): Promise<void> =>
    writeControl(temporary.database, (transaction) => clients.update(transaction, changed));

  it('returns a client as it was stored, by hash and by name, as a plain object', async () => {
    const stored = client('mobile app', { expiresAt: 1_900_000_000_456 });
    await create(stored);
    const found = await clients.findByHash('hash of mobile app');
    expect(found).toStrictEqual(stored);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    await expect(clients.findByName('mobile app')).resolves.toStrictEqual(stored);
  });

  it.each<[string, Partial<ClientLimits>]>([
    ['none', {}],
    ['rates', { requestsPerMinute: 60, tokensPerMinute: 10_000, concurrentRequests: 4 }],
    ['a budget', { budget: { nanoUsd: 9_000_000_000_000, period: 'month' } }],
  ])('keeps limits: %s', async (_, changes) => {
    const limits = { ...client('new').limits, ...changes };
    await create(client('new', { limits }));
    await create(client('changed'));
    await update(client('changed', { limits }));
    await expect(clients.findByName('new')).resolves.toMatchObject({ limits });
    await expect(clients.findByName('changed')).resolves.toStrictEqual(client('changed', { limits, version: 2 }));
  });

  it('keeps everything an administrator decides, and the key before the last', async () => {
    const stored = client('a', {
      access: { allowedModels: ['gpt-4o', 'fast-flow'], allowedAddresses: ['10.0.0.0/8'] },
      previousKey: { hash: 'old hash', worksUntil: 1_795_000_100_000 },
      ...{ description: 'The app', tags: ['team a', 'b'], keyHint: 'wxyz', managedBy: 'gateway.yaml' },
    });
    await create(stored);
    await expect(clients.findById('id of a')).resolves.toStrictEqual(stored);
    await expect(clients.findByHash('old hash')).resolves.toStrictEqual(stored);
  });

  it('finds nothing for a hash or name nobody has', async () => {
    await create(client('a'));
    await expect(clients.findByHash('hash of b')).resolves.toBeNull();
    await expect(clients.findByName('A')).resolves.toBeNull();
    await expect(clients.findByHash("' OR 1=1 --")).resolves.toBeNull();
  });

  it('stores names verbatim, whatever they contain', async () => {
    const name = `Robert'); DROP TABLE clients;-- "x" :name $1 ? \u{1F9AB}`;
    await create(client(name));
    await expect(clients.findByName(name)).resolves.toMatchObject({ name });
  });

  it('lists by name', async () => {
    for (const name of ['zebra', 'ant', 'gopher']) await create(client(name));
    expect((await clients.list()).map(({ name }) => name)).toEqual(['ant', 'gopher', 'zebra']);
  });

  it('refuses a second client of the same name as a conflict', async () => {
    await create(client('a'));
    const second = create(client('a', { id: 'other', keyHash: 'other' }));
    await expect(second).rejects.toBeInstanceOf(DuplicateNameError);
    await expect(second).rejects.toMatchObject({
      httpStatus: 409,
      code: 'duplicate_name',
      param: 'name',
      message: 'A client named "a" exists already; choose another name.',
    });
  });

  it('lets one of two creations at once win', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2].map((id) => create(client('a', { id: `${id}`, keyHash: `${id}` }))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not mistake a repeated id or key for a repeated name', async () => {
    await create(client('a'));
    await expect(create(client('b', { keyHash: 'hash of a' }))).rejects.toBeInstanceOf(RowRefusedError);
    await expect(create(client('b', { id: 'id of a' }))).rejects.toBeInstanceOf(RowRefusedError);
  });

  it('changes one client and touches no other', async () => {
    await create(client('a'));
    await create(client('b'));
    await update(client('a', { isEnabled: false }));
    await expect(clients.findByName('a')).resolves.toStrictEqual(client('a', { isEnabled: false, version: 2 }));
    await expect(clients.findByName('b')).resolves.toStrictEqual(client('b'));
  });

  it.each<[string, Partial<Client>]>([
    ['that somebody else has changed', { version: 7 }],
    ['that is gone', { id: 'nobody' }],
  ])('neither changes nor removes one %s', async (_, changes) => {
    await create(client('a'));
    await expect(update(client('a', changes))).rejects.toBeInstanceOf(StaleVersionError);
    const removing = writeControl(temporary.database, (transaction) =>
      clients.remove(transaction, client('a', changes)),
    );
    await expect(removing).rejects.toBeInstanceOf(StaleVersionError);
    await expect(clients.list()).resolves.toStrictEqual([client('a')]);
  });

  it('removes a client', async () => {
    await create(client('a'));
    await writeControl(temporary.database, (transaction) => clients.remove(transaction, client('a')));
    await expect(clients.list()).resolves.toEqual([]);
  });

  it('notes when clients were seen, which is no change of theirs', async () => {
    await create(client('a'));
    await create(client('b'));
    await clients.noteUse(new Map([['id of a', 1_795_000_060_000]]));
    await expect(clients.list()).resolves.toStrictEqual([client('a', { lastUsedAt: 1_795_000_060_000 }), client('b')]);
  });
});

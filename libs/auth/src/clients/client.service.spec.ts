import { ManagedByFileError } from '@app/common';
import type { Client } from '@app/contracts';
import {
  AuditRepository,
  ClientRepository,
  ControlChanges,
  DuplicateNameError,
  StaleVersionError,
} from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { UnknownClientError } from '../access/auth.errors';
import { ClientKeyService } from '../api-key/client-key.service';
import { hashOf, isKeyShaped } from '../api-key/key-format';
import { ClientService } from './client.service';

describe('ClientService', () => {
  let temporary: TemporaryDatabase;
  let clock: ManualClock;
  let keys: ClientKeyService;
  let clients: ClientService;
  let changes: ControlChanges;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new ManualClock();
    const repository = new ClientRepository(temporary.database);
    keys = new ClientKeyService(repository, clock);
    changes = new ControlChanges(temporary.database, clock);
    clients = new ClientService(repository, changes, keys, clock);
  });
  afterEach(() => temporary.remove());

  const audited = async (): Promise<string[]> =>
    (await new AuditRepository(temporary.database).list({}, 100)).map(({ action }) => action).toReversed();
  const make = async (name = 'a'): Promise<{ client: Client; key: string }> => clients.create(TESTER, { name });

  it('returns a key this once, and keeps its hash, its prefix and its end', async () => {
    const { client, key } = await make('mobile app');
    expect(isKeyShaped(key)).toBe(true);
    expect(client).toMatchObject({
      ...{ name: 'mobile app', keyHash: hashOf(key), keyPrefix: key.slice(0, 14), keyHint: key.slice(-4) },
      ...{ isEnabled: true, expiresAt: null, createdAt: clock.now(), createdBy: 'tester', version: 1 },
    });
    await expect(clients.findByName('mobile app')).resolves.toEqual(client);
    await expect(keys.identify(key)).resolves.toMatchObject({ id: client.id });
    const entries = await new AuditRepository(temporary.database).list({}, 10);
    expect(entries).toMatchObject([{ action: 'client.create', entityName: 'mobile app', before: null }]);
    for (const secret of [key, key.slice(14, -4), hashOf(key)]) expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it.each([
    ['', /needs a name/],
    ['   ', /needs a name/],
    ['x'.repeat(101), /at most 100/],
  ])('refuses the name %j', async (name, message) => {
    await expect((async () => make(name))()).rejects.toThrow(message);
    await expect(clients.list()).resolves.toEqual([]);
  });

  it.each([
    ['addresses', { allowedModels: null, allowedAddresses: ['10.0.0.0/8', 'example.com'] }, 'access.allowedAddresses'],
    ['no address', { allowedModels: null, allowedAddresses: [] }, 'access.allowedAddresses'],
    ['no model', { allowedModels: [' '], allowedAddresses: null }, 'access.allowedModels'],
  ])('refuses an access list of %s', async (_, access, param) => {
    await expect((async () => clients.create(TESTER, { name: 'a', access }))()).rejects.toMatchObject({ param });
  });

  it('changes what is named, in force at once, and tells before and after', async () => {
    const { client, key } = await make();
    await keys.identify(key);
    await expect(
      clients.update(
        TESTER,
        client.id,
        { isEnabled: false, tags: ['x', 'x '], description: undefined },
        { expectedVersion: 1 },
      ),
    ).resolves.toMatchObject({ isEnabled: false, tags: ['x'], name: 'a', description: '', version: 2 });
    await expect(keys.identify(key)).resolves.toBeUndefined();
    const [entry] = await new AuditRepository(temporary.database).list({}, 1);
    expect(entry).toMatchObject({ before: { isEnabled: true, version: 1 }, after: { isEnabled: false, version: 2 } });
    await expect(changes.version()).resolves.toBe(2);
  });

  it('lets a rotated key work until its time is over', async () => {
    const { client, key } = await make();
    const rotated = await clients.rotate(TESTER, client.id, 60_000);
    for (const valid of [key, rotated.key])
      await expect(keys.identify(valid)).resolves.toMatchObject({ id: client.id });
    clock.advance(60_000);
    await expect(keys.identify(key)).resolves.toBeUndefined();
    await expect(keys.identify(rotated.key)).resolves.toBeDefined();
  });

  it('ends a key at once when it is rotated without an overlap', async () => {
    const { client, key } = await make();
    await keys.identify(key);
    await clients.rotate(TESTER, client.id, 0);
    await expect(keys.identify(key)).resolves.toBeUndefined();
  });

  it('removes a client and its key', async () => {
    const { client, key } = await make();
    await keys.identify(key);
    await clients.remove(TESTER, client.id, { expectedVersion: 1 });
    await expect(keys.identify(key)).resolves.toBeUndefined();
    await expect(clients.find(client.id)).rejects.toBeInstanceOf(UnknownClientError);
    await expect(audited()).resolves.toEqual(['client.create', 'client.remove']);
  });

  describe('refuses, and writes nothing,', () => {
    const change = { description: 'mine' };

    it('what somebody else has changed in the meantime', async () => {
      const { client } = await make();
      await clients.update(TESTER, client.id, { description: 'theirs' });
      for (const late of [
        clients.update(TESTER, client.id, change, { expectedVersion: 1 }),
        clients.rotate(TESTER, client.id, 0, { expectedVersion: 1 }),
        clients.remove(TESTER, client.id, { expectedVersion: 1 }),
      ])
        await expect(late).rejects.toBeInstanceOf(StaleVersionError);
      await expect(clients.find(client.id)).resolves.toMatchObject({ description: 'theirs', version: 2 });
      await expect(audited()).resolves.toEqual(['client.create', 'client.update']);
    });

    it('what a file declares, unless the file says it', async () => {
      const { client } = await clients.create(TESTER, { name: 'a' }, 'team.yaml');
      await expect(clients.update(TESTER, client.id, change)).rejects.toBeInstanceOf(ManagedByFileError);
      await expect(clients.remove(TESTER, client.id)).rejects.toThrow(/team\.yaml/);
      await expect(clients.update(TESTER, client.id, change, { fromFile: 'team.yaml' })).resolves.toMatchObject(change);
    });

    it('a name that is taken, and a client that is not there', async () => {
      const { client } = await make('a');
      await make('b');
      await expect(clients.update(TESTER, client.id, { name: 'b' })).rejects.toBeInstanceOf(DuplicateNameError);
      await expect(clients.update(TESTER, 'nobody', change)).rejects.toBeInstanceOf(UnknownClientError);
      await expect(audited()).resolves.toEqual(['client.create', 'client.create']);
    });
  });
});

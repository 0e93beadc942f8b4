import { TemporarilyUnavailableError } from '@app/common';
import type { Client } from '@app/contracts';
import type { ClientRepository } from '@app/persistence';
import { UnknownClientError } from '../access/auth.errors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { ClientKeyService, UNLIMITED } from './client-key.service';
import { hashOf, isKeyShaped, newKey } from './key-format';

type AskedOfStore = Pick<ClientRepository, 'create' | 'findByHash' | 'findByName' | 'revoke'>;

/** A store in memory, which notes what it was asked for. */
class MemoryClients implements AskedOfStore {
  readonly asked: string[] = [];
  failure: Error | undefined;
  /** Holds answers back until it is called. */
  private open: Promise<void> = Promise.resolve();
  private readonly clients = new Map<string, Client>();

  hold(): () => void {
    let release: () => void = () => undefined;
    this.open = new Promise((resolve) => (release = resolve));
    return release;
  }

  async create(client: Client): Promise<void> {
    this.clients.set(client.id, client);
  }

  async findByHash(hash: string): Promise<Client | null> {
    this.asked.push(hash);
    await this.open;
    if (this.failure) throw this.failure;
    return [...this.clients.values()].find(({ keyHash }) => keyHash === hash) ?? null;
  }

  async findByName(name: string): Promise<Client | null> {
    return [...this.clients.values()].find((client) => client.name === name) ?? null;
  }

  async revoke(id: string): Promise<boolean> {
    return this.change(id, { isEnabled: false });
  }

  change(id: string, fields: Partial<Client>): boolean {
    const client = this.clients.get(id);
    if (client) this.clients.set(id, { ...client, ...fields });
    return client !== undefined;
  }
}

describe('ClientKeyService', () => {
  let clock: ManualClock;
  let store: MemoryClients;
  let keys: ClientKeyService;
  beforeEach(() => {
    clock = new ManualClock();
    store = new MemoryClients();
    const repository: AskedOfStore = store;
    keys = new ClientKeyService(repository as ClientRepository, clock);
  });

  describe('create', () => {
    it('returns a key this once and stores its hash and prefix alone', async () => {
      const { client, key } = await keys.create('mobile app');
      expect(isKeyShaped(key)).toBe(true);
      expect(client).toMatchObject({
        name: 'mobile app',
        keyHash: hashOf(key),
        keyPrefix: key.slice(0, 14),
        isEnabled: true,
        expiresAt: null,
        createdAt: clock.now(),
      });
      await expect(store.findByName('mobile app')).resolves.toEqual(client);
      expect(JSON.stringify(client)).not.toContain(key.slice(14));
    });

    it('makes a key that works at once', async () => {
      const { client, key } = await keys.create('a');
      await expect(keys.identify(key)).resolves.toMatchObject({ id: client.id, name: 'a' });
    });
  });

  describe('identify', () => {
    it('knows no one by an unknown key', async () => {
      await expect(keys.identify(newKey().key)).resolves.toBeUndefined();
      expect(store.asked).toHaveLength(1);
    });

    it.each([undefined, '', 'sk-gg-', `${newKey().key}x`, ` ${newKey().key}`, "' OR 1=1 --", 'x'.repeat(100_000)])(
      'never asks the store for %j',
      async (key) => {
        await expect(keys.identify(key)).resolves.toBeUndefined();
        expect(store.asked).toEqual([]);
      },
    );

    it('knows no one by the key of a disabled client', async () => {
      const { client, key } = await keys.create('a');
      store.change(client.id, { isEnabled: false });
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });

    it('lets a key expire to the millisecond, remembered or not', async () => {
      const { client, key } = await keys.create('a');
      store.change(client.id, { expiresAt: clock.now() + 500 });
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(499);
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(1);
      await expect(keys.identify(key)).resolves.toBeUndefined();
      expect(store.asked).toHaveLength(1);
    });

    it('remembers a holder for a second and no longer', async () => {
      const { client, key } = await keys.create('a');
      await keys.identify(key);
      store.change(client.id, { isEnabled: false });
      clock.advance(1_000);
      await expect(keys.identify(key)).resolves.toBeDefined();
      expect(store.asked).toHaveLength(1);
      clock.advance(1);
      await expect(keys.identify(key)).resolves.toBeUndefined();
      expect(store.asked).toHaveLength(2);
    });

    it('does not let use prolong what it remembers', async () => {
      const { client, key } = await keys.create('a');
      await keys.identify(key);
      store.change(client.id, { isEnabled: false });
      for (let i = 0; i < 10; i++) {
        clock.advance(101);
        await keys.identify(key);
      }
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });

    it('does not remember that a key was unknown', async () => {
      const { key, prefix, hash } = newKey();
      await keys.identify(key);
      await store.create({
        id: 'late',
        name: 'late',
        keyPrefix: prefix,
        keyHash: hash,
        isEnabled: true,
        expiresAt: null,
        createdAt: 0,
        limits: UNLIMITED,
      });
      await expect(keys.identify(key)).resolves.toMatchObject({ id: 'late' });
    });

    it('asks the store once for many look-ups of one key at once', async () => {
      const { key } = await keys.create('a');
      const release = store.hold();
      const lookUps = Array.from({ length: 50 }, () => keys.identify(key));
      release();
      const found = await Promise.all(lookUps);
      expect(new Set(found.map((client) => client?.name))).toEqual(new Set(['a']));
      expect(store.asked).toHaveLength(1);
    });

    it('says that the store is away, never that the key is wrong', async () => {
      const { key } = await keys.create('a');
      store.failure = new Error('SQLITE_BUSY at /srv/data');
      const error: unknown = await keys.identify(key).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TemporarilyUnavailableError);
      expect(error).toMatchObject({ httpStatus: 503, code: 'auth_unavailable', cause: store.failure });
      expect(String(error)).not.toContain('SQLITE');
      store.failure = undefined;
      await expect(keys.identify(key)).resolves.toBeDefined();
    });

    it('serves those it remembers while the store is away, for their second', async () => {
      const { key } = await keys.create('a');
      await keys.identify(key);
      store.failure = new Error('away');
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(1_001);
      await expect(keys.identify(key)).rejects.toBeInstanceOf(TemporarilyUnavailableError);
    });

    it('never takes one key for another that begins alike', async () => {
      const { client, key } = await keys.create('a');
      const last = key.endsWith('A') ? 'B' : 'A';
      const alike = key.slice(0, -1) + last;
      await expect(keys.identify(key)).resolves.toMatchObject({ id: client.id });
      await expect(keys.identify(alike)).resolves.toBeUndefined();
      await store.create({ ...client, id: 'other', name: 'b', keyHash: hashOf(alike) });
      await expect(Promise.all([keys.identify(key), keys.identify(alike)])).resolves.toMatchObject([
        { id: client.id },
        { id: 'other' },
      ]);
    });
  });

  describe('revoke', () => {
    it('ends a key at once where it is asked for here', async () => {
      const { key } = await keys.create('a');
      await keys.identify(key);
      await expect(keys.revoke('a')).resolves.toMatchObject({ name: 'a', isEnabled: false });
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });

    it('refuses a name nobody has', async () => {
      await expect(keys.revoke('nobody')).rejects.toBeInstanceOf(UnknownClientError);
    });
  });
});

import { TemporarilyUnavailableError } from '@app/common';
import type { Client } from '@app/contracts';
import type { ClientRepository } from '@app/persistence';
import { testClient } from '../../../persistence/src/testing/client';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { ClientKeyService } from './client-key.service';
import { hashOf, newKey } from './key-format';

type AskedOfStore = Pick<ClientRepository, 'findByHash'>;

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

  add(client: Client): void {
    this.clients.set(client.id, client);
  }

  async findByHash(hash: string): Promise<Client | null> {
    this.asked.push(hash);
    await this.open;
    if (this.failure) throw this.failure;
    const clients = [...this.clients.values()];
    return clients.find(({ keyHash, previousKey }) => keyHash === hash || previousKey?.hash === hash) ?? null;
  }

  change(id: string, fields: Partial<Client>): void {
    const client = this.clients.get(id);
    if (client) this.clients.set(id, { ...client, ...fields });
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
  const create = (name: string): { client: Client; key: string } => {
    const { key, hash } = newKey();
    const client = testClient(name, { keyHash: hash });
    store.add(client);
    return { client, key };
  };

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
      const { client, key } = create('a');
      store.change(client.id, { isEnabled: false });
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });

    it('lets a key expire to the millisecond, remembered or not', async () => {
      const { client, key } = create('a');
      store.change(client.id, { expiresAt: clock.now() + 500 });
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(499);
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(1);
      await expect(keys.identify(key)).resolves.toBeUndefined();
      expect(store.asked).toHaveLength(1);
    });

    it('remembers a holder for three quarters of a second and no longer', async () => {
      const { client, key } = create('a');
      await keys.identify(key);
      store.change(client.id, { isEnabled: false });
      clock.advance(750);
      await expect(keys.identify(key)).resolves.toBeDefined();
      expect(store.asked).toHaveLength(1);
      clock.advance(1);
      await expect(keys.identify(key)).resolves.toBeUndefined();
      expect(store.asked).toHaveLength(2);
    });

    it('does not let use prolong what it remembers', async () => {
      const { client, key } = create('a');
      await keys.identify(key);
      store.change(client.id, { isEnabled: false });
      for (let i = 0; i < 10; i++) {
        clock.advance(101);
        await keys.identify(key);
      }
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });

    it('does not remember that a key was unknown', async () => {
      const { key, hash } = newKey();
      await keys.identify(key);
      store.add(testClient('late', { id: 'late', keyHash: hash }));
      await expect(keys.identify(key)).resolves.toMatchObject({ id: 'late' });
    });

    it('asks the store once for many look-ups of one key at once', async () => {
      const { key } = create('a');
      const release = store.hold();
      const lookUps = Array.from({ length: 50 }, () => keys.identify(key));
      release();
      const found = await Promise.all(lookUps);
      expect(new Set(found.map((client) => client?.name))).toEqual(new Set(['a']));
      expect(store.asked).toHaveLength(1);
    });

    it('says that the store is away, never that the key is wrong', async () => {
      const { key } = create('a');
      store.failure = new Error('SQLITE_BUSY at /srv/data');
      const error: unknown = await keys.identify(key).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TemporarilyUnavailableError);
      expect(error).toMatchObject({ httpStatus: 503, code: 'auth_unavailable', cause: store.failure });
      expect(String(error)).not.toContain('SQLITE');
      store.failure = undefined;
      await expect(keys.identify(key)).resolves.toBeDefined();
    });

    it('serves those it remembers while the store is away, for their second', async () => {
      const { key } = create('a');
      await keys.identify(key);
      store.failure = new Error('away');
      await expect(keys.identify(key)).resolves.toBeDefined();
      clock.advance(1_001);
      await expect(keys.identify(key)).rejects.toBeInstanceOf(TemporarilyUnavailableError);
    });

    it('never takes one key for another that begins alike', async () => {
      const { client, key } = create('a');
      const last = key.endsWith('A') ? 'B' : 'A';
      const alike = key.slice(0, -1) + last;
      await expect(keys.identify(key)).resolves.toMatchObject({ id: client.id });
      await expect(keys.identify(alike)).resolves.toBeUndefined();
      store.add({ ...client, id: 'other', name: 'b', keyHash: hashOf(alike) });
      await expect(Promise.all([keys.identify(key), keys.identify(alike)])).resolves.toMatchObject([
        { id: client.id },
        { id: 'other' },
      ]);
    });
  });

  describe('after a rotation', () => {
    it('takes the key before for as long as it is said to work, and no longer', async () => {
      const { client, key } = create('a');
      const next = newKey();
      const previousKey = { hash: client.keyHash, worksUntil: clock.now() + 5_000 };
      store.change(client.id, { keyHash: next.hash, previousKey });
      await expect(keys.identify(next.key)).resolves.toMatchObject({ id: client.id });
      clock.advance(4_999);
      await expect(keys.identify(key)).resolves.toMatchObject({ id: client.id });
      clock.advance(1);
      await expect(keys.identify(key)).resolves.toBeUndefined();
      await expect(keys.identify(next.key)).resolves.toMatchObject({ id: client.id });
    });
  });

  describe('forget', () => {
    it('asks anew about a key at once', async () => {
      const { client, key } = create('a');
      await keys.identify(key);
      store.change(client.id, { isEnabled: false });
      keys.forget(client.keyHash);
      await expect(keys.identify(key)).resolves.toBeUndefined();
    });
  });
});

import type { Client, ClientLimits } from '@app/contracts';
import { DuplicateNameError } from '../errors/duplicate-name.error';
import { RowRefusedError } from '../errors/row-refused.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { ClientRepository } from './client.repository';

const UNLIMITED: ClientLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  concurrentRequests: null,
  budget: null,
};

const client = (name: string, changes: Partial<Client> = {}): Client => ({
  id: `id of ${name}`,
  name,
  keyPrefix: 'sk-gg-abcdefgh',
  keyHash: `hash of ${name}`,
  isEnabled: true,
  expiresAt: null,
  createdAt: 1_795_000_000_123,
  limits: UNLIMITED,
  ...changes,
});

describe('ClientRepository', () => {
  let temporary: TemporaryDatabase;
  let clients: ClientRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clients = new ClientRepository(temporary.database);
  });
  afterEach(() => temporary.remove());

  it('returns a client as it was stored, by hash and by name, as a plain object', async () => {
    const stored = client('mobile app', { expiresAt: 1_900_000_000_456 });
    await clients.create(stored);
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
    const limits = { ...UNLIMITED, ...changes };
    await clients.create(client('new', { limits }));
    await clients.create(client('changed'));
    await expect(clients.setLimits('id of changed', limits)).resolves.toBe(true);
    await expect(clients.findByName('new')).resolves.toMatchObject({ limits });
    await expect(clients.findByName('changed')).resolves.toStrictEqual(client('changed', { limits }));
    await expect(clients.setLimits('nobody', limits)).resolves.toBe(false);
  });

  it('finds nothing for a hash or name nobody has', async () => {
    await clients.create(client('a'));
    await expect(clients.findByHash('hash of b')).resolves.toBeNull();
    await expect(clients.findByName('A')).resolves.toBeNull();
    await expect(clients.findByHash("' OR 1=1 --")).resolves.toBeNull();
  });

  it('stores names verbatim, whatever they contain', async () => {
    const name = `Robert'); DROP TABLE clients;-- "x" :name $1 ? \u{1F9AB}`;
    await clients.create(client(name));
    await expect(clients.findByName(name)).resolves.toMatchObject({ name });
  });

  it('lists by name', async () => {
    for (const name of ['zebra', 'ant', 'gopher']) await clients.create(client(name));
    expect((await clients.list()).map(({ name }) => name)).toEqual(['ant', 'gopher', 'zebra']);
  });

  it('refuses a second client of the same name as a conflict', async () => {
    await clients.create(client('a'));
    const second = clients.create(client('a', { id: 'other', keyHash: 'other' }));
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
      [1, 2].map((id) => clients.create(client('a', { id: `${id}`, keyHash: `${id}` }))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not mistake a repeated id or key for a repeated name', async () => {
    await clients.create(client('a'));
    await expect(clients.create(client('b', { keyHash: 'hash of a' }))).rejects.toBeInstanceOf(RowRefusedError);
    await expect(clients.create(client('b', { id: 'id of a' }))).rejects.toBeInstanceOf(RowRefusedError);
  });

  it('revokes by disabling and touches nothing else', async () => {
    await clients.create(client('a'));
    await clients.create(client('b'));
    await expect(clients.revoke('id of a')).resolves.toBe(true);
    await expect(clients.findByName('a')).resolves.toStrictEqual(client('a', { isEnabled: false }));
    await expect(clients.findByName('b')).resolves.toStrictEqual(client('b'));
    await expect(clients.revoke('id of a')).resolves.toBe(true);
    await expect(clients.revoke('nobody')).resolves.toBe(false);
  });
});

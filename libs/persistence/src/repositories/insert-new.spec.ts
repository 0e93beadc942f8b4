import { ClientEntity } from '../entities/client.entity';
import { ModelOverrideEntity } from '../entities/model-override.entity';
import { RowRefusedError } from '../errors/row-refused.error';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { insertNew } from './insert-new';

const client = (id: string): ClientEntity => ({
  id,
  name: `name of ${id}`,
  keyPrefix: 'sk-gg-abcdefgh',
  keyHash: `hash of ${id}`,
  isEnabled: true,
  expiresAt: null,
  createdAt: 1_795_000_000_123,
  requestsPerMinute: null,
  tokensPerMinute: null,
  concurrentRequests: null,
  budgetNanoUsd: null,
  budgetPeriod: null,
  ...{ allowedModels: null, allowedAddresses: null, previousKeyHash: null, previousKeyWorksUntil: null },
  ...{ keyHint: 'wxyz', description: '', tags: [], createdBy: 'tester', lastUsedAt: null, version: 1, managedBy: null },
});

describe('insertNew', () => {
  let temporary: TemporaryDatabase;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
  });
  afterEach(() => temporary.remove());

  const insertClients = (...rows: ClientEntity[]): Promise<number> =>
    temporary.database.ledger.run((manager) => insertNew(manager, ClientEntity, rows));

  it('stores what the entity would', async () => {
    await insertClients(client('a'), client('b'));
    const rows = await temporary.database.reader.run((manager) => manager.find(ClientEntity, { order: { id: 'ASC' } }));
    expect(rows).toEqual([client('a'), client('b')]);
  });

  it('skips and does not count a primary key that is there', async () => {
    await expect(insertClients(client('a'))).resolves.toBe(1);
    await expect(insertClients(client('a'), client('b'), client('c'))).resolves.toBe(2);
  });

  it('knows a primary key of several columns', async () => {
    const row = (providerId: string, model: string): ModelOverrideEntity => ({
      providerId,
      model,
      isEnabled: null,
      ...{ version: 1, managedBy: null, updatedBy: 'tester' },
      updatedAt: 1,
    });
    const inserted = await temporary.database.ledger.run((manager) =>
      insertNew(manager, ModelOverrideEntity, [row('a', 'x'), row('a', 'y'), row('b', 'x'), row('a', 'x')]),
    );
    expect(inserted).toBe(3);
  });

  it('hides no other broken rule', async () => {
    await insertClients(client('a'));
    await expect(insertClients({ ...client('b'), keyHash: 'hash of a' })).rejects.toBeInstanceOf(RowRefusedError);
    const nameless = Object.assign(client('c'), { name: undefined });
    await expect(insertClients(nameless)).rejects.toThrow('NOT NULL constraint failed: clients.name');
  });

  it('keeps parameters out of the stack of an error', async () => {
    await insertClients(client('a'));
    const error: unknown = await insertClients({ ...client('b'), keyHash: 'hash of a' }).catch(
      (cause: unknown) => cause,
    );
    const cause = error instanceof Error ? error.cause : undefined;
    expect(String(cause)).toContain('UNIQUE constraint failed');
    expect(Object(cause)).toHaveProperty('stack', expect.not.stringContaining('hash of a'));
  });
});

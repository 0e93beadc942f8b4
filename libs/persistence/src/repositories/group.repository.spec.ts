import type { Group, StoredGroup } from '@app/contracts';
import type { ControlTransaction } from '../control/control-transaction';
import { DuplicateNameError } from '../errors/duplicate-name.error';
import { StaleVersionError } from '../errors/stale-version.error';
import { SEEDED_GROUPS } from '../seeds/groups.seed';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { writeControl } from '../testing/write-control';
import { GroupRepository } from './group.repository';

const group = (name: string, changes: Partial<Group> = {}): Group => ({
  name,
  strategy: 'weighted',
  targets: ['gpt-5.4-mini', 'a,model with "odd" name'],
  logicLevel: 4,
  primaryUse: null,
  settings: { weights: [3, 1], nested: { sticky: true } },
  isEnabled: true,
  ...changes,
});

describe('GroupRepository', () => {
  let temporary: TemporaryDatabase;
  let groups: GroupRepository;
  const clock = new ManualClock();
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    groups = new GroupRepository(temporary.database, clock);
  });
  afterEach(() => temporary.remove());

  const write = <T>(work: (transaction: ControlTransaction) => Promise<T>): Promise<T> =>
    writeControl(temporary.database, work);
  const create = (made: Group): Promise<void> => write((transaction) => groups.create(transaction, made));
  const stored = async (name: string): Promise<StoredGroup> => {
    const found = (await groups.list()).find((each) => each.name === name);
    if (!found) throw new Error(`No group "${name}".`);
    return found;
  };
  const edit = async (changes: Group): Promise<void> => {
    const before = await stored(changes.name);
    await write((transaction) => groups.update(transaction, { ...before, ...changes }));
  };
  const remove = async (name: string): Promise<void> => {
    const before = await stored(name);
    await write((transaction) => groups.remove(transaction, before));
  };
  const origin = (name: string): Promise<unknown> =>
    temporary.database.reader.run((manager) =>
      manager.query('SELECT is_seeded, created_at, updated_at FROM groups WHERE name = ?', [name]),
    );

  it('returns groups as they were stored, by name', async () => {
    await create(group('second', { logicLevel: null, primaryUse: 'Tests', isEnabled: false, settings: {} }));
    await create(group('first'));
    await expect(groups.list()).resolves.toMatchObject([
      group('first'),
      group('second', { logicLevel: null, primaryUse: 'Tests', isEnabled: false, settings: {} }),
    ]);
  });

  it('replaces the group of that name and keeps when it was made', async () => {
    const createdAt = clock.now();
    await create(group('a'));
    clock.advance(60_000);
    const changed = group('a', { strategy: 'fallback', targets: ['x'], settings: {}, logicLevel: 1, isEnabled: false });
    await edit(changed);
    await expect(groups.list()).resolves.toMatchObject([{ ...changed, version: 2 }]);
    await expect(origin('a')).resolves.toEqual([{ is_seeded: 0, created_at: createdAt, updated_at: clock.now() }]);
  });

  it('keeps the origin of a seeded group that was edited', async () => {
    await groups.seedOnce(SEEDED_GROUPS);
    await edit(group('dispatcher'));
    await expect(origin('dispatcher')).resolves.toMatchObject([{ is_seeded: 1 }]);
  });

  it('removes by name', async () => {
    await create(group('a'));
    await remove('a');
    await expect(groups.list()).resolves.toEqual([]);
  });

  it('neither changes nor removes what somebody else has changed', async () => {
    await create(group('a'));
    const seen = await stored('a');
    await edit(group('a', { targets: ['theirs'] }));
    const late = write((transaction) => groups.update(transaction, { ...seen, targets: ['mine'] }));
    await expect(late).rejects.toBeInstanceOf(StaleVersionError);
    const removal = write((transaction) => groups.remove(transaction, seen));
    await expect(removal).rejects.toBeInstanceOf(StaleVersionError);
    await expect(stored('a')).resolves.toMatchObject({ targets: ['theirs'], version: 2 });
  });

  it('makes a name once', async () => {
    await create(group('a'));
    await expect(create(group('a'))).rejects.toBeInstanceOf(DuplicateNameError);
  });

  describe('seedOnce', () => {
    const names = async (): Promise<string[]> => (await groups.list()).map(({ name }) => name);

    it('stores the seeded groups the first time', async () => {
      await expect(groups.seedOnce(SEEDED_GROUPS)).resolves.toBe(true);
      const byName = [...SEEDED_GROUPS].sort((a, b) => (a.name < b.name ? -1 : 1));
      await expect(groups.list()).resolves.toMatchObject(byName);
    });

    it('never brings a deleted group back, nor undoes an edit', async () => {
      await groups.seedOnce(SEEDED_GROUPS);
      await remove('openai-auto');
      await edit(group('fast-flow'));
      await expect(groups.seedOnce(SEEDED_GROUPS)).resolves.toBe(false);
      await expect(names()).resolves.not.toContain('openai-auto');
      await expect(stored('fast-flow')).resolves.toMatchObject(group('fast-flow'));
    });

    it('stays seeded when every group was deleted', async () => {
      await groups.seedOnce(SEEDED_GROUPS);
      for (const name of await names()) await remove(name);
      await groups.seedOnce(SEEDED_GROUPS);
      await expect(names()).resolves.toEqual([]);
    });

    it('seeds once when two ask at the same time', async () => {
      const answers = await Promise.all([groups.seedOnce(SEEDED_GROUPS), groups.seedOnce(SEEDED_GROUPS)]);
      expect(answers).toEqual([true, false]);
    });

    it("does not touch an administrator's group of the same name", async () => {
      await create(group('dispatcher'));
      await groups.seedOnce(SEEDED_GROUPS);
      await expect(stored('dispatcher')).resolves.toMatchObject(group('dispatcher'));
      await expect(names()).resolves.toHaveLength(SEEDED_GROUPS.length);
    });
  });
});

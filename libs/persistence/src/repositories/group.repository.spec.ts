import type { Group } from '@app/contracts';
import { SEEDED_GROUPS } from '../seeds/groups.seed';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
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

  const origin = (name: string): Promise<unknown> =>
    temporary.database.reader.run((manager) =>
      manager.query('SELECT is_seeded, created_at, updated_at FROM groups WHERE name = ?', [name]),
    );

  it('returns groups as they were stored, by name', async () => {
    await groups.save(group('second', { logicLevel: null, primaryUse: 'Tests', isEnabled: false, settings: {} }));
    await groups.save(group('first'));
    await expect(groups.list()).resolves.toStrictEqual([
      group('first'),
      group('second', { logicLevel: null, primaryUse: 'Tests', isEnabled: false, settings: {} }),
    ]);
  });

  it('replaces the group of that name and keeps when it was made', async () => {
    const createdAt = clock.now();
    await groups.save(group('a'));
    clock.advance(60_000);
    const changed = group('a', { strategy: 'fallback', targets: ['x'], settings: {}, logicLevel: 1, isEnabled: false });
    await groups.save(changed);
    await expect(groups.list()).resolves.toStrictEqual([changed]);
    await expect(origin('a')).resolves.toEqual([{ is_seeded: 0, created_at: createdAt, updated_at: clock.now() }]);
  });

  it('keeps the origin of a seeded group that was edited', async () => {
    await groups.seedOnce(SEEDED_GROUPS);
    await groups.save(group('dispatcher'));
    await expect(origin('dispatcher')).resolves.toMatchObject([{ is_seeded: 1 }]);
  });

  it('removes by name', async () => {
    await groups.save(group('a'));
    await expect(groups.remove('a')).resolves.toBe(true);
    await expect(groups.remove('a')).resolves.toBe(false);
    await expect(groups.list()).resolves.toEqual([]);
  });

  describe('seedOnce', () => {
    const names = async (): Promise<string[]> => (await groups.list()).map(({ name }) => name);

    it('stores the seeded groups the first time', async () => {
      await expect(groups.seedOnce(SEEDED_GROUPS)).resolves.toBe(true);
      const byName = [...SEEDED_GROUPS].sort((a, b) => (a.name < b.name ? -1 : 1));
      await expect(groups.list()).resolves.toStrictEqual(byName);
    });

    it('never brings a deleted group back, nor undoes an edit', async () => {
      await groups.seedOnce(SEEDED_GROUPS);
      await groups.remove('openai-auto');
      await groups.save(group('fast-flow'));
      await expect(groups.seedOnce(SEEDED_GROUPS)).resolves.toBe(false);
      await expect(names()).resolves.not.toContain('openai-auto');
      await expect(groups.list()).resolves.toContainEqual(group('fast-flow'));
    });

    it('stays seeded when every group was deleted', async () => {
      await groups.seedOnce(SEEDED_GROUPS);
      for (const name of await names()) await groups.remove(name);
      await groups.seedOnce(SEEDED_GROUPS);
      await expect(names()).resolves.toEqual([]);
    });

    it('seeds once when two ask at the same time', async () => {
      const answers = await Promise.all([groups.seedOnce(SEEDED_GROUPS), groups.seedOnce(SEEDED_GROUPS)]);
      expect(answers).toEqual([true, false]);
    });

    it("does not touch an administrator's group of the same name", async () => {
      await groups.save(group('dispatcher'));
      await groups.seedOnce(SEEDED_GROUPS);
      await expect(groups.list()).resolves.toContainEqual(group('dispatcher'));
      await expect(names()).resolves.toHaveLength(SEEDED_GROUPS.length);
    });
  });
});

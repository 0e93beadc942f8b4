import { Logger } from '@nestjs/common';
import type { Group } from '@app/contracts';
import { AuditRepository, ControlChanges, GroupRepository, StaleVersionError } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { writeControl } from '../../../persistence/src/testing/write-control';
import { factsOf } from '../../../catalog/src/testing/facts';
import { catalogOf, groupOf } from '../testing/small-catalog';
import { GroupNotFoundError, InvalidGroupError } from '../routing.errors';
import { GroupDirectory } from './group-directory.service';
import { GroupEditor } from './group-editor.service';

describe('groups that change', () => {
  let temporary: TemporaryDatabase;
  let repository: GroupRepository;
  let directory: GroupDirectory;
  let editor: GroupEditor;
  let errors: jest.SpyInstance;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    repository = new GroupRepository(temporary.database, clock);
    await put(groupOf('g', ['alpha']));
    errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    directory = new GroupDirectory(repository);
    const catalog = catalogOf([factsOf('alpha'), factsOf('beta')]);
    editor = new GroupEditor(repository, new ControlChanges(temporary.database, clock), directory, catalog);
    await directory.onModuleInit();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    return temporary.remove();
  });
  /** As another process would, past all checks. */
  const put = (group: Group): Promise<void> =>
    writeControl(temporary.database, async (transaction) => {
      const before = (await repository.list(transaction)).find(({ name }) => name === group.name);
      if (before) await repository.update(transaction, { ...before, ...group });
      else await repository.create(transaction, group);
    });
  const targetsNow = (name = 'g'): readonly string[] | undefined => directory.snapshot().get(name)?.group.targets;

  describe('GroupDirectory', () => {
    it('keeps a snapshot as it was while another takes its place', async () => {
      const before = directory.snapshot();
      await put(groupOf('g', ['beta']));
      await directory.reload();
      expect(before.get('g')?.group.targets).toEqual(['alpha']);
      expect(targetsNow()).toEqual(['beta']);
    });

    it('hands out the same snapshot while nothing has changed', async () => {
      const before = directory.snapshot();
      await directory.reload();
      expect(directory.snapshot()).toBe(before);
    });

    it('leaves a group as it was when it is overwritten with nonsense, and says so once', async () => {
      await put(groupOf('g', ['g']));
      await put(groupOf('fine', ['beta']));
      await directory.reload();
      await directory.reload();
      expect([targetsNow(), targetsNow('fine')]).toEqual([['alpha'], ['beta']]);
      expect(errors.mock.calls).toEqual([[expect.stringMatching(/"g" is left as it was: .*g > g/)]]);
    });

    it('takes a new one with broken settings by its defaults', async () => {
      await put(groupOf('odd', ['alpha', 'beta'], { strategy: 'heuristic', settings: { cuts: 'none' } }));
      await directory.reload();
      expect(targetsNow('odd')).toEqual(['alpha', 'beta']);
      expect(errors).toHaveBeenCalledTimes(1);
    });

    it('lets go of what was removed', async () => {
      await writeControl(temporary.database, (transaction) =>
        repository.remove(transaction, { name: 'g', version: 1 }),
      );
      await directory.reload();
      expect(directory.snapshot().size).toBe(0);
    });
  });

  describe('GroupEditor', () => {
    it('saves what routes, in force at once', async () => {
      await editor.save(TESTER, groupOf('new', ['g', 'beta', 'acme/unlisted']));
      expect(targetsNow('new')).toEqual(['g', 'beta', 'acme/unlisted']);
      await expect(editor.find('new')).resolves.toMatchObject({ name: 'new' });
    });

    it.each<[string, Group, RegExp]>([
      ['a model nobody has', groupOf('new', ['gamma']), /"gamma" is neither a group nor a model/],
      ['a loop', groupOf('g', ['g']), /leads back to itself: g > g/],
      ['several things, all of them', groupOf('New', [], { logicLevel: 99 }), /name: .*targets: .*logicLevel: /],
    ])('refuses %s, and keeps what there was', async (_, group, message) => {
      const saving = editor.save(TESTER, group);
      await expect(saving).rejects.toBeInstanceOf(InvalidGroupError);
      await expect(saving).rejects.toMatchObject({
        httpStatus: 422,
        message: expect.stringMatching(message) as string,
      });
      expect((await editor.list()).map(({ name }) => name)).toEqual(['g']);
      expect(targetsNow()).toEqual(['alpha']);
    });

    it('removes a group that nobody leads to', async () => {
      await editor.save(TESTER, groupOf('top', ['g']));
      await expect(editor.remove(TESTER, 'g')).rejects.toThrow(/it is a target of "top"/);
      await editor.remove(TESTER, 'top');
      await editor.remove(TESTER, 'g');
      expect(directory.snapshot().size).toBe(0);
    });

    it('refuses to change or remove what somebody else has changed meanwhile', async () => {
      await editor.save(TESTER, groupOf('g', ['beta']), { expectedVersion: 1 });
      const late = editor.save(TESTER, groupOf('g', ['alpha', 'beta']), { expectedVersion: 1 });
      await expect(late).rejects.toBeInstanceOf(StaleVersionError);
      await expect(editor.remove(TESTER, 'g', { expectedVersion: 1 })).rejects.toBeInstanceOf(StaleVersionError);
      expect(targetsNow()).toEqual(['beta']);
    });

    it('leaves what a file declares to the file', async () => {
      await editor.save(TESTER, groupOf('declared', ['beta']), { fromFile: 'team.yaml' });
      await expect(editor.save(TESTER, groupOf('declared', ['alpha']))).rejects.toThrow(/team\.yaml/);
      await expect(editor.remove(TESTER, 'declared')).rejects.toThrow(/team\.yaml/);
      await editor.save(TESTER, groupOf('declared', ['alpha']), { fromFile: 'team.yaml' });
      expect(targetsNow('declared')).toEqual(['alpha']);
    });

    it('makes a name once, and tells the audit log of each change', async () => {
      await editor.create(TESTER, groupOf('new', ['beta']));
      await expect(editor.create(TESTER, groupOf('new', ['alpha']))).rejects.toMatchObject({ code: 'duplicate_name' });
      await editor.remove(TESTER, 'new');
      const entries = await new AuditRepository(temporary.database).list({ entity: 'group' }, 10);
      expect(entries.map(({ action, before, after }) => [action, before?.['targets'], after?.['targets']])).toEqual([
        ['group.remove', ['beta'], undefined],
        ['group.create', undefined, ['beta']],
      ]);
    });

    it('cannot remove or find what is not there', async () => {
      await expect(editor.remove(TESTER, 'nobody')).rejects.toBeInstanceOf(GroupNotFoundError);
      await expect(editor.find('nobody')).rejects.toBeInstanceOf(GroupNotFoundError);
    });
  });
});

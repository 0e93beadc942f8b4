import { Logger } from '@nestjs/common';
import type { Group } from '@app/contracts';
import type { GroupRepository } from '@app/persistence';
import { factsOf } from '../../../catalog/src/testing/facts';
import { catalogOf, groupOf } from '../testing/small-catalog';
import { GroupNotFoundError, InvalidGroupError } from '../routing.errors';
import { GroupDirectory } from './group-directory.service';
import { GroupEditor } from './group-editor.service';

describe('groups that change', () => {
  let stored: Map<string, Group>;
  let directory: GroupDirectory;
  let editor: GroupEditor;
  let errors: jest.SpyInstance;
  beforeEach(async () => {
    stored = new Map([['g', groupOf('g', ['alpha'])]]);
    const repository: Pick<GroupRepository, 'list' | 'saveAll' | 'remove'> = {
      list: () => Promise.resolve([...stored.values()]),
      saveAll: async (groups) => {
        for (const group of groups) stored.set(group.name, group);
      },
      remove: async (name) => stored.delete(name),
    };
    errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    directory = new GroupDirectory(repository as GroupRepository);
    const catalog = catalogOf([factsOf('alpha'), factsOf('beta')]);
    editor = new GroupEditor(repository as GroupRepository, directory, catalog);
    await directory.onModuleInit();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const targetsNow = (name = 'g'): readonly string[] | undefined => directory.snapshot().get(name)?.group.targets;

  describe('GroupDirectory', () => {
    it('keeps a snapshot as it was while another takes its place', async () => {
      const before = directory.snapshot();
      stored.set('g', groupOf('g', ['beta']));
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
      stored.set('g', groupOf('g', ['g']));
      stored.set('fine', groupOf('fine', ['beta']));
      await directory.reload();
      await directory.reload();
      expect([targetsNow(), targetsNow('fine')]).toEqual([['alpha'], ['beta']]);
      expect(errors.mock.calls).toEqual([[expect.stringMatching(/"g" is left as it was: .*g > g/)]]);
    });

    it('takes a new one with broken settings by its defaults', async () => {
      stored.set('odd', groupOf('odd', ['alpha', 'beta'], { strategy: 'heuristic', settings: { cuts: 'none' } }));
      await directory.reload();
      expect(targetsNow('odd')).toEqual(['alpha', 'beta']);
      expect(errors).toHaveBeenCalledTimes(1);
    });

    it('lets go of what was removed', async () => {
      stored.delete('g');
      await directory.reload();
      expect(directory.snapshot().size).toBe(0);
    });
  });

  describe('GroupEditor', () => {
    it('saves what routes, in force at once', async () => {
      await editor.save(groupOf('new', ['g', 'beta', 'acme/unlisted']));
      expect(targetsNow('new')).toEqual(['g', 'beta', 'acme/unlisted']);
      await expect(editor.find('new')).resolves.toMatchObject({ name: 'new' });
    });

    it.each<[string, Group, RegExp]>([
      ['a model nobody has', groupOf('new', ['gamma']), /"gamma" is neither a group nor a model/],
      ['a loop', groupOf('g', ['g']), /leads back to itself: g > g/],
      ['several things, all of them', groupOf('New', [], { logicLevel: 99 }), /name: .*targets: .*logicLevel: /],
    ])('refuses %s, and keeps what there was', async (_, group, message) => {
      const saving = editor.save(group);
      await expect(saving).rejects.toBeInstanceOf(InvalidGroupError);
      await expect(saving).rejects.toMatchObject({
        httpStatus: 422,
        message: expect.stringMatching(message) as string,
      });
      expect([...stored.keys()]).toEqual(['g']);
      expect(targetsNow()).toEqual(['alpha']);
    });

    it('removes a group that nobody leads to', async () => {
      await editor.save(groupOf('top', ['g']));
      await expect(editor.remove('g')).rejects.toThrow(/it is a target of "top"/);
      await editor.remove('top');
      await editor.remove('g');
      expect(directory.snapshot().size).toBe(0);
    });

    it.each(['remove', 'find'] as const)('cannot %s what is not there', async (what) => {
      await expect(editor[what]('nobody')).rejects.toBeInstanceOf(GroupNotFoundError);
    });
  });
});

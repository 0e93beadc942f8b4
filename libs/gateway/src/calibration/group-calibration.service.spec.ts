import { InvalidRequestError } from '@app/common';
import { TESTER } from '../../../common/src/testing/actors';
import { storedGroup } from '../../../persistence/src/testing/stored-group';
import type { Group } from '@app/contracts';
import type { GroupEditor } from '@app/routing';
import { promptOfText } from '@app/routing';
import type { CapturedRequests } from '@app/telemetry';
import { GroupCalibration } from './group-calibration.service';

const GROUP: Group = {
  name: 'g',
  strategy: 'heuristic',
  targets: ['a', 'b'],
  logicLevel: null,
  primaryUse: null,
  settings: { keywords: [] },
  isEnabled: true,
};
const bodyOf = (content: string): string => JSON.stringify({ messages: [{ role: 'user', content }] });

describe('GroupCalibration', () => {
  let group: Group;
  let bodies: string[];
  let saved: Group[];
  let calibration: GroupCalibration;
  beforeEach(() => {
    group = GROUP;
    bodies = Array.from({ length: 40 }, (_, i) => bodyOf(`Tell me ${'more '.repeat(i)}`));
    saved = [];
    const groups: Pick<GroupEditor, 'find' | 'save'> = {
      find: () => Promise.resolve(storedGroup(group)),
      save: async (_actor, changed) => void saved.push(changed),
    };
    const captured: Pick<CapturedRequests, 'latest'> = { latest: () => Promise.resolve(bodies) };
    calibration = new GroupCalibration(groups as GroupEditor, captured as CapturedRequests);
  });
  const order = (fields = {}) =>
    calibration.calibrate(TESTER, { group: 'g', shares: [1, 1], isDryRun: false, ...fields });

  it('goes by what clients sent, and saves the cuts beside the other settings', async () => {
    const report = await order();
    expect(report).toMatchObject({ prompts: 40, byKeyword: 0, after: [20, 20] });
    expect(saved).toMatchObject([{ ...GROUP, settings: { keywords: [], cuts: report.cuts } }]);
  });

  it('goes by the prompts that are given, and saves nothing in a dry run', async () => {
    const report = await order({ prompts: [promptOfText('Hi'), promptOfText('Hi there, all of you')], isDryRun: true });
    expect(report.prompts).toBe(2);
    expect(saved).toEqual([]);
  });

  it('reads bodies of every endpoint, and passes over what holds no prompt', async () => {
    bodies = [
      bodyOf('One'),
      '{"input":"Two"}',
      '{"input":[{"role":"user","content":"Three"}]}',
      '{"prompt":"draw"}',
      '{"messages":[{"role":"us',
      'null',
      '[]',
    ];
    await expect(order()).resolves.toMatchObject({ prompts: 3 });
  });

  it.each<[string, Partial<Group>, object, string[] | undefined]>([
    ['a group without cuts', { strategy: 'weighted' }, {}, undefined],
    ['too few shares', {}, { shares: [1] }, undefined],
    ['shares of nothing', {}, { shares: [0, 0] }, undefined],
    ['a share below nothing', {}, { shares: [2, -1] }, undefined],
    ['no prompts', {}, {}, []],
  ])('refuses %s', async (_, changes, fields, kept) => {
    group = { ...GROUP, ...changes };
    bodies = kept ?? bodies;
    await expect(order(fields)).rejects.toBeInstanceOf(InvalidRequestError);
    expect(saved).toEqual([]);
  });
});

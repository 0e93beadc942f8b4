import { InvalidRequestError } from '@app/common';
import { readGroups } from './read-groups';

const LEAST = { name: 'g', strategy: 'fallback', targets: ['a'] };
const WHOLE = { ...LEAST, settings: {}, logicLevel: null, primaryUse: null, isEnabled: true };

describe('readGroups', () => {
  it('fills in what may be left out', () => {
    expect(readGroups(LEAST)).toEqual([WHOLE]);
  });

  it.each([
    [{ logicLevel: 3, primaryUse: 'Chat', isEnabled: false }],
    [{ logic_level: 3, primary_use: 'Chat', is_enabled: false }],
  ])('takes either spelling: %j', (fields) => {
    expect(readGroups({ ...LEAST, ...fields })).toEqual([
      { ...WHOLE, logicLevel: 3, primaryUse: 'Chat', isEnabled: false },
    ]);
  });

  it('takes a list, and what it printed itself', () => {
    expect(readGroups([LEAST, { ...LEAST, name: 'h' }])).toHaveLength(2);
    expect(readGroups(JSON.parse(JSON.stringify(WHOLE)))).toEqual([WHOLE]);
  });

  it.each([
    ['nothing', null],
    ['a text', 'g'],
    ['a strategy nobody knows', { ...LEAST, strategy: 'random' }],
    ['targets that are no list', { ...LEAST, targets: 'a' }],
    ['a target that is no name', { ...LEAST, targets: [7] }],
    ['a field nobody knows', { ...LEAST, target: 'a' }],
    ['settings that are none', { ...LEAST, settings: [] }],
    ['a name twice', [LEAST, LEAST]],
  ])('refuses %s', (_, value) => {
    expect(() => readGroups(value)).toThrow(InvalidRequestError);
  });
});

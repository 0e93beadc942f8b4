import type { Group } from '@app/contracts';
import { candidatesOf, MAX_DEPTH } from './group-resolver';
import { GroupLoopError } from './routing.errors';

const group = (name: string, ...targets: string[]): [string, Group] => [
  name,
  { name, strategy: 'fallback', targets, logicLevel: null, primaryUse: null, settings: {}, isEnabled: true },
];

describe('candidatesOf', () => {
  it('goes depth first, in order, each model once', () => {
    const groups = new Map([group('top', 'low', 'c', 'high'), group('low', 'a', 'b'), group('high', 'b', 'd')]);
    expect(candidatesOf('top', groups)).toEqual([
      { model: 'a', path: ['top', 'low', 'a'] },
      { model: 'b', path: ['top', 'low', 'b'] },
      { model: 'c', path: ['top', 'c'] },
      { model: 'd', path: ['top', 'high', 'd'] },
    ]);
  });

  it('leaves out what is switched off', () => {
    const [name, off] = group('off', 'a');
    expect(candidatesOf('top', new Map([group('top', 'off', 'b'), [name, { ...off, isEnabled: false }]]))).toEqual([
      { model: 'b', path: ['top', 'b'] },
    ]);
  });

  it('names the path of a cycle', () => {
    const groups = new Map([group('a', 'b'), group('b', 'c'), group('c', 'a')]);
    expect(() => candidatesOf('a', groups)).toThrow('a > b > c > a');
  });

  it('takes ten levels and refuses eleven', () => {
    const chain = (levels: number): Map<string, Group> =>
      new Map(Array.from({ length: levels }, (_, i) => group(`g${i}`, i === levels - 1 ? 'model' : `g${i + 1}`)));
    expect(candidatesOf('g0', chain(MAX_DEPTH))).toHaveLength(1);
    expect(() => candidatesOf('g0', chain(MAX_DEPTH + 1))).toThrow(GroupLoopError);
  });
});

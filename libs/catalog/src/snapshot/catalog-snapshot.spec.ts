import { factsOf, lifecycleOf, modelPriceOf } from '../testing/facts';
import { buildSnapshot } from './build-snapshot';
import type { CatalogInput } from './catalog-input';

const alpha = factsOf('alpha', { snapshots: ['alpha-0801'], nicknames: ['al'] });
const grand = factsOf('grand-1', { providerId: 'other' });
const anyLocal = factsOf('local/*', { providerId: 'local' });
const providers = [
  { id: 'acme', aliases: [] },
  { id: 'other', aliases: ['o', 'oth'] },
  { id: 'local', aliases: [] },
];

const snapshotOf = (fields: Partial<CatalogInput> = {}) =>
  buildSnapshot({ facts: [alpha, grand, anyLocal], providers, ...fields });

const discovered = new Map([['local', ['tiny:latest', 'hf.co/team/tiny:q4']]]);

describe('resolve', () => {
  const snapshot = snapshotOf({ discovered });

  it.each([
    ['an id', 'alpha', { providerId: 'acme', name: 'alpha', facts: alpha }],
    ['a snapshot as asked', 'alpha-0801', { providerId: 'acme', name: 'alpha-0801', facts: alpha }],
    ['a nickname by its id', 'al', { providerId: 'acme', name: 'alpha', facts: alpha, adjusted: 'nickname' }],
    ['a discovered name', 'tiny:latest', { providerId: 'local', name: 'tiny:latest', facts: anyLocal }],
    ['one with slashes', 'hf.co/team/tiny:q4', { providerId: 'local', name: 'hf.co/team/tiny:q4', facts: anyLocal }],
  ])('sends %s', (_what, name, expected) => {
    expect(snapshot.resolve(name)).toEqual(expected);
  });

  it.each([
    ['a known model', 'acme/alpha', { providerId: 'acme', name: 'alpha', facts: alpha }],
    ['a snapshot', 'acme/alpha-0801', { providerId: 'acme', name: 'alpha-0801', facts: alpha }],
    ['a nickname', 'acme/al', { providerId: 'acme', name: 'alpha', facts: alpha, adjusted: 'nickname' }],
    ['an alias', 'oth/grand-1', { providerId: 'other', name: 'grand-1', facts: grand }],
    ['an unknown model', 'acme/new-model', { providerId: 'acme', name: 'new-model', facts: undefined }],
    ['a wildcard', 'local/whatever', { providerId: 'local', name: 'whatever', facts: anyLocal }],
    ['only the first slash', 'local/a/b:c', { providerId: 'local', name: 'a/b:c', facts: anyLocal }],
    ["another provider's model", 'acme/grand-1', { providerId: 'acme', name: 'grand-1', facts: undefined }],
  ])('splits provider/model: %s', (_what, name, expected) => {
    expect(snapshot.resolve(name)).toEqual(expected);
  });

  it.each([
    'ghost',
    'Alpha',
    'ACME/alpha',
    'nobody/alpha',
    'acme/',
    '/alpha',
    '/',
    '',
    'local/*',
    'local/local/*',
    'constructor',
    '__proto__',
    'acme/*',
  ])('knows nobody under %j', (name) => {
    expect(snapshot.resolve(name)).toBeUndefined();
  });

  it('takes a bare name that looks like provider/model as it is listed', () => {
    const odd = factsOf('o/alpha');
    const listed = snapshotOf({ facts: [odd] });
    expect(listed.resolve('o/alpha')).toEqual({ providerId: 'acme', name: 'o/alpha', facts: odd });
  });

  it('answers a known name with one object, without building it anew', () => {
    expect(snapshot.resolve('alpha')).toBe(snapshot.resolve('acme/alpha'));
  });
});

describe('discovered names', () => {
  it('never take a name away from the bundled models, but stay reachable through their provider', () => {
    const snapshot = snapshotOf({ discovered: new Map([['local', ['alpha', 'al']]]) });
    expect(snapshot.resolve('alpha')?.providerId).toBe('acme');
    expect(snapshot.resolve('al')?.providerId).toBe('acme');
    expect(snapshot.resolve('local/alpha')).toEqual({ providerId: 'local', name: 'alpha', facts: anyLocal });
  });

  it('go to the first provider that has them', () => {
    const both = new Map([
      ['local', ['tiny']],
      ['other', ['tiny']],
    ]);
    expect(snapshotOf({ discovered: both }).resolve('tiny')?.providerId).toBe('other');
  });

  it('are listed once, and not when they are bundled already', () => {
    const names = new Map([
      ['acme', ['alpha', 'alpha-0801', 'omega', 'omega', '', '*']],
      ['local', ['local/*']],
    ]);
    expect(
      snapshotOf({ discovered: names })
        .all()
        .map(({ name }) => name),
    ).toEqual(['alpha', 'omega', 'grand-1']);
  });
});

describe('factsFor', () => {
  const snapshot = snapshotOf({ discovered });

  it.each([
    ['acme', 'alpha', alpha],
    ['acme', 'alpha-0801', alpha],
    ['acme', 'al', alpha],
    ['local', 'tiny:latest', anyLocal],
    ['local', 'anything at all', anyLocal],
    ['acme', 'alpha-0801-dated', undefined],
    ['acme', 'grand-1', undefined],
    ['ghost', 'alpha', undefined],
  ])('looks in %s for %s exactly, then for its wildcard', (providerId, name, expected) => {
    expect(snapshot.factsFor(providerId, name)).toBe(expected);
  });
});

describe('all', () => {
  it('lists bundled and discovered models in the order of the providers, and no wildcard', () => {
    const rows = snapshotOf({ discovered }).all();
    expect(rows.map(({ providerId, name }) => `${providerId} ${name}`)).toEqual([
      'acme alpha',
      'other grand-1',
      'local tiny:latest',
      'local hf.co/team/tiny:q4',
    ]);
    expect(rows.every(({ isEnabled }) => isEnabled)).toBe(true);
    expect(rows[2]?.facts).toBe(anyLocal);
  });
});

describe('lifecycleAt', () => {
  const gone = factsOf('gone', { lifecycle: lifecycleOf({ state: 'shut_down' }) });

  it('is enforced unless told otherwise', () => {
    expect(snapshotOf({ facts: [gone] }).lifecycleAt(gone, 0)).toBe('ended');
    expect(snapshotOf({ facts: [gone], lifecycle: 'enforce' }).lifecycleAt(gone, 0)).toBe('ended');
  });

  it('calls everything live when lifecycles are ignored, replacements too', () => {
    const old = factsOf('old', { lifecycle: lifecycleOf({ state: 'shut_down', replacement: { model: 'gone' } }) });
    const snapshot = snapshotOf({ facts: [old, gone], lifecycle: 'ignore' });
    expect(snapshot.lifecycleAt(gone, 0)).toBe('live');
    expect(snapshot.replacementOf(old, 0, () => true)?.reference.name).toBe('gone');
  });
});

describe('buildSnapshot', () => {
  it.each([
    ['two ids', [alpha, factsOf('alpha')], '"alpha" is claimed by acme/alpha and acme/alpha'],
    ['a snapshot', [alpha, factsOf('b', { snapshots: ['alpha'] })], '"alpha" is claimed by acme/alpha and acme/b'],
    ['a nickname', [alpha, factsOf('b', { nicknames: ['alpha-0801'] })], '"alpha-0801" is claimed by'],
    ['two providers', [alpha, factsOf('alpha', { providerId: 'other' })], 'acme/alpha and other/alpha'],
  ])('refuses a name claimed twice: %s', (_what, facts, message) => {
    expect(() => snapshotOf({ facts })).toThrow(message);
  });

  it('refuses a model of a provider that is not registered', () => {
    expect(() => snapshotOf({ facts: [factsOf('x', { providerId: 'ghost' })] })).toThrow('"ghost", which is not');
  });

  it('refuses a prefix that means two providers', () => {
    const clash = [...providers, { id: 'third', aliases: ['acme'] }];
    expect(() => snapshotOf({ providers: clash })).toThrow('The prefix "acme" means both acme and third');
  });
});

describe('entriesOf', () => {
  it('names each model of a provider once, whatever its names, and the wildcard', () => {
    const snapshot = snapshotOf({ discovered, priceOverrides: [modelPriceOf('acme/ghost', 'own-1')] });
    const namesOf = (providerId: string) => snapshot.entriesOf(providerId).map(({ name }) => name);
    expect(namesOf('acme')).toEqual(['alpha', 'ghost']);
    expect(namesOf('local')).toEqual(['tiny:latest', 'hf.co/team/tiny:q4', 'local/*']);
    expect(namesOf('nobody')).toEqual([]);
  });
});

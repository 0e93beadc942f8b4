import type { ModelFacts, ModelReplacement } from '@app/contracts';
import { factsOf, lifecycleOf } from '../testing/facts';
import { buildSnapshot } from './build-snapshot';
import type { ModelReference } from './catalog-entry';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const anything = () => true;

function ended(id: string, replacement: ModelReplacement | null, fields: Partial<ModelFacts> = {}): ModelFacts {
  return factsOf(id, { lifecycle: lifecycleOf({ state: 'shut_down', replacement }), ...fields });
}

function replacementOf(facts: readonly ModelFacts[], isUsable: (reference: ModelReference) => boolean = anything) {
  const providers = [
    { id: 'acme', aliases: [] },
    { id: 'other', aliases: [] },
  ];
  const [first] = facts;
  if (!first) throw new Error('a chain needs a model');
  return buildSnapshot({ facts, providers }).replacementOf(first, NOW, isUsable);
}

describe('replacementOf', () => {
  it('reaches the model named, with the fields it sets', () => {
    const set = { thinking: { type: 'disabled' } };
    const beta = factsOf('beta');
    expect(replacementOf([ended('alpha', { model: 'beta', set }), beta])).toEqual({
      reference: { providerId: 'acme', name: 'beta', facts: beta },
      set,
      path: ['alpha', 'beta'],
    });
  });

  it('sets nothing where no step says so', () => {
    expect(replacementOf([ended('alpha', { model: 'beta' }), factsOf('beta')])?.set).toEqual({});
  });

  it('passes over replacements that ended themselves', () => {
    const chain = [ended('a', { model: 'b' }), ended('b', { model: 'c' }), ended('c', { model: 'd' }), factsOf('d')];
    expect(replacementOf(chain)).toMatchObject({ reference: { name: 'd' }, path: ['a', 'b', 'c', 'd'] });
  });

  it('keeps what the step closest to the asked model sets', () => {
    const chain = [
      ended('a', { model: 'b', set: { thinking: 'off', first: 1 } }),
      ended('b', { model: 'c', set: { thinking: 'on', second: 2 } }),
      factsOf('c'),
    ];
    expect(replacementOf(chain)?.set).toEqual({ thinking: 'off', first: 1, second: 2 });
  });

  it('accepts a model that is redirected: it is alive', () => {
    const beta = factsOf('beta', { lifecycle: lifecycleOf({ state: 'redirected', routesTo: 'gamma' }) });
    expect(replacementOf([ended('alpha', { model: 'beta' }), beta])?.reference.name).toBe('beta');
  });

  it('goes on from a live model that cannot be used', () => {
    const beta = factsOf('beta', { lifecycle: lifecycleOf({ replacement: { model: 'gamma' } }) });
    const chain = [ended('alpha', { model: 'beta' }), beta, factsOf('gamma')];
    expect(replacementOf(chain, ({ name }) => name !== 'beta')).toMatchObject({ path: ['alpha', 'beta', 'gamma'] });
  });

  it('crosses to another provider by a bare name, preferring its own', () => {
    const other = factsOf('beta', { providerId: 'other' });
    expect(replacementOf([ended('alpha', { model: 'beta' }), other])?.reference.providerId).toBe('other');
    expect(replacementOf([ended('alpha', { model: 'other/beta' }), other])?.reference.providerId).toBe('other');
  });

  it('rewrites a replacement given by nickname', () => {
    const beta = factsOf('beta', { nicknames: ['b'] });
    expect(replacementOf([ended('alpha', { model: 'b' }), beta])).toMatchObject({ path: ['alpha', 'beta'] });
  });

  it.each([
    ['there is none', [ended('alpha', null)]],
    ['nobody serves it', [ended('alpha', { model: 'ghost' })]],
    ['a provider lacks it', [ended('alpha', { model: 'acme/ghost' })]],
    ['it names itself', [ended('alpha', { model: 'alpha' })]],
    [
      'the chain runs in a circle',
      [ended('a', { model: 'b' }), ended('b', { model: 'c' }), ended('c', { model: 'b' })],
    ],
    ['the chain ends dead', [ended('a', { model: 'b' }), ended('b', null)]],
  ])('finds nothing when %s', (_why, chain) => {
    expect(replacementOf(chain)).toBeUndefined();
  });

  it('finds nothing when nothing is usable', () => {
    expect(replacementOf([ended('alpha', { model: 'beta' }), factsOf('beta')], () => false)).toBeUndefined();
  });
});

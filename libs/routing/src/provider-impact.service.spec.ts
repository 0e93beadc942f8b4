import { factsOf } from '../../catalog/src/testing/facts';
import { ProviderImpact } from './provider-impact.service';
import { groupOf } from './testing/small-catalog';
import { routerOf, type Given } from './testing/small-router';

const facts = [factsOf('alpha'), factsOf('two'), factsOf('bravo', { providerId: 'beta' })];
const groups = [
  groupOf('only', ['alpha', 'two']),
  groupOf('mixed', ['alpha', 'bravo']),
  groupOf('above', ['only']),
  groupOf('other', ['bravo']),
  { ...groupOf('off', ['alpha']), isEnabled: false },
];

async function dependents(provider: string, given: Given = {}): Promise<readonly string[]> {
  const { router, groups: directory, catalog } = await routerOf({ facts, groups, ...given });
  return new ProviderImpact(catalog, directory, router).dependents(provider);
}
const paused = (...models: string[]): Given => ({
  blockades: new Map(models.map((model) => [model, 'provider_open' as const])),
});

describe('ProviderImpact', () => {
  it('names groups that lead nowhere else, through other groups too', async () => {
    await expect(dependents('acme')).resolves.toEqual(['above', 'only']);
    await expect(dependents('beta')).resolves.toEqual(['other']);
    await expect(dependents('nobody')).resolves.toEqual([]);
  });

  it.each<[string, Given, readonly string[]]>([
    ['the provider itself is down already', paused('acme/alpha', 'acme/two'), ['above', 'only']],
    ['one of its models is', paused('acme/alpha'), ['above', 'only']],
    ['what else there is, is down too', paused('beta/bravo'), ['above', 'mixed', 'only']],
    ['what else there is, is not configured', { configured: ['acme'] }, ['above', 'mixed', 'only']],
    ['another one is asked for less, but for something', { offering: ['acme:responses'] }, ['above', 'only']],
    ['it is not configured at all', { configured: ['beta'] }, []],
  ])('goes by what is healthy: %s', async (_, given, expected) => {
    await expect(dependents('acme', given)).resolves.toEqual(expected);
  });
});

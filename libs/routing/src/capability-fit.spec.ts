import type { ModelReference } from '@app/catalog';
import { factsOf } from '../../catalog/src/testing/facts';
import { misfitOf } from './capability-fit';
import type { WantedCapability } from './provider-availability.port';

const model = (endpoints?: readonly string[]): ModelReference => ({
  providerId: 'acme',
  name: 'm',
  facts: endpoints && factsOf('m', { endpoints: [...endpoints] }),
});

describe('misfitOf', () => {
  it.each<[readonly string[] | undefined, WantedCapability, boolean]>([
    [['chat'], 'chat', true],
    [['responses'], 'chat', true],
    [['images'], 'chat', false],
    [['chat'], 'images', false],
    [['chat', 'images'], 'images', true],
    [['chat'], 'responses', false],
    [['chat', 'responses'], 'responses', true],
    [['embeddings'], 'chat', false],
    [[], 'images', true],
    [undefined, 'responses', true],
  ])('a model made for %j serves %s: %s', (endpoints, wanted, isFit) => {
    expect(misfitOf(model(endpoints), wanted, true) === undefined).toBe(isFit);
  });

  it.each<[WantedCapability, string]>([
    ['chat', 'm is not made for chat completions'],
    ['images', 'm is not made for image generation'],
    ['responses', 'm is not made for the Responses API'],
  ])('says what it is not made for: %s', (wanted, reason) => {
    expect(misfitOf(model(['embeddings']), wanted, true)).toBe(reason);
  });

  it.each([[['images']], [undefined]])('a provider without the endpoint does not serve %j', (endpoints) => {
    expect(misfitOf(model(endpoints), 'images', false)).toBe(
      'the provider "acme" of m does not offer image generation here',
    );
  });
});

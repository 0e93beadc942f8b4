import type { ChatCompletionRequest } from '@app/contracts';
import { callOf } from '../../testing/chat-call';
import { encodingOf, type Encoding } from './encoding';
import { ownFields } from './google-fields';
import { servedTierOf, serviceTierOf } from './service-tier';

function translate(request: Partial<ChatCompletionRequest>, how: (encoding: Encoding) => object = ownFields) {
  const encoding = encodingOf(callOf(request));
  return { fields: how(encoding), adjusted: [...encoding.adjusted] };
}
const google = (fields: object) => ({ extra_body: { google: fields } });
const SAFETY = [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }];

describe('ownFields', () => {
  it.each<[object, object]>([
    [{}, {}],
    [{ safety_settings: SAFETY }, { safetySettings: SAFETY }],
    [google({ safety_settings: SAFETY }), { safetySettings: SAFETY }],
    [google({ cached_content: 'cachedContents/x' }), { cachedContent: 'cachedContents/x' }],
    [google({ cached_content: null }), {}],
    [{ extra_body: null }, {}],
  ])('%j goes as %j', (request, fields) => {
    expect(translate(request)).toEqual({ fields, adjusted: [] });
  });

  it('keeps of a safety setting what Google knows', () => {
    expect(translate({ safety_settings: [{ ...SAFETY[0], note: 'x' }] }).fields).toEqual({ safetySettings: SAFETY });
  });

  it.each([[{ other: 1 }], [{ google: { other: 1 } }], [{ google: 5, x: 1 }]])('reports %j', (extra_body) => {
    expect(translate({ extra_body })).toEqual({ fields: {}, adjusted: ['extra_body'] });
  });

  it.each<[object, string]>([
    [{ safety_settings: 'x' }, 'safety_settings'],
    [{ safety_settings: [5] }, 'safety_settings'],
    [google({ safety_settings: {} }), 'extra_body.google.safety_settings'],
    [google({ cached_content: 5 }), 'extra_body.google.cached_content'],
  ])('refuses %j', (request, param) => {
    expect(() => translate(request)).toThrow(expect.objectContaining({ param, httpStatus: 400 }));
  });
});

describe('service tiers', () => {
  it.each([
    ['auto', 'standard'],
    ['default', 'standard'],
    ['flex', 'flex'],
    ['priority', 'priority'],
    ['fast', 'priority'],
  ])('%s goes as %s', (tier, serviceTier) => {
    expect(translate({ service_tier: tier }, serviceTierOf)).toEqual({ fields: { serviceTier }, adjusted: [] });
  });

  it('that Google does not have are reported', () => {
    expect(translate({ service_tier: 'scale' }, serviceTierOf)).toEqual({ fields: {}, adjusted: ['service_tier'] });
    expect(translate({ service_tier: null }, serviceTierOf)).toEqual({ fields: {}, adjusted: [] });
    expect(() => translate({ service_tier: 5 }, serviceTierOf)).toThrow(
      expect.objectContaining({ param: 'service_tier' }),
    );
  });

  it.each([
    ['standard', { service_tier: 'default' }],
    ['STANDARD', { service_tier: 'default' }],
    ['FLEX', { service_tier: 'flex' }],
    [undefined, {}],
    [1, {}],
  ])('that served are told: %j', (tier, told) => {
    expect(servedTierOf(tier)).toEqual(told);
  });
});

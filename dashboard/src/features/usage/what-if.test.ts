import { whatIfRequest, type WhatIfFields } from './what-if';

const FIELDS: WhatIfFields = { kind: 'otherModel', model: 'xai/grok-4.3', input: '', output: '', promoTo: '' };
const SPAN = { from: 1, to: 2 };
const asked = (change: Partial<WhatIfFields>) => whatIfRequest({ ...FIELDS, ...change }, SPAN, { clientId: 'c1' });
const whole = { from: 1, to: 2, clientId: 'c1' };

it.each([
  [{}, { ...whole, otherModel: 'xai/grok-4.3' }],
  [
    { kind: 'promoEnd', promoTo: '2026-12-31' },
    { ...whole, promoEnd: { model: 'xai/grok-4.3', to: '2026-12-31' } },
  ],
  [
    { kind: 'price', input: '0.25', output: '2' },
    {
      ...whole,
      price: {
        ...{ subjectKind: 'model', subject: 'xai/grok-4.3' },
        price: { label: 'what if', rates: { input: 250_000, output: 2_000_000, cachedInput: null, cacheWrite: null } },
      },
    },
  ],
] as const)('%j asks %j', (change, request) => {
  expect(asked(change)).toEqual(request);
});

it.each<Partial<WhatIfFields>>([
  { model: '' },
  { model: 'grok-4.3' },
  { model: 'xai/' },
  { kind: 'promoEnd' },
  { kind: 'price', input: '1' },
  { kind: 'price', input: '1', output: 'much' },
  { kind: 'price', input: '-1', output: '1' },
])('%j is not enough to ask', (change) => {
  expect(asked(change)).toBeNull();
});

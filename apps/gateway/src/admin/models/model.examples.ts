import type { PriceFacts } from '@app/contracts';
import type { CreatePriceRequest, ModelView, PriceImportPreview, PriceView } from '@app/contracts/admin';

const RATES = { input: 750_000, cachedInput: 75_000, cacheWrite: null, output: 4_500_000 };

const A_PRICE_ROW: PriceFacts = {
  ...{ id: 'openai/gpt-5.4-mini#own-1f2e3d4c', label: 'negotiated', rates: RATES, tiers: [], window: null },
  ...{ validFrom: '2026-11-01T00:00:00Z', validTo: null, promo: null, isUnverified: false },
};

export const NEW_PRICE: CreatePriceRequest = {
  subjectKind: 'model',
  subject: 'openai/gpt-5.4-mini',
  price: { label: 'negotiated', validFrom: '2026-11-01', rates: RATES },
};

export const A_PRICE: PriceView = {
  ...{ id: '019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11', subjectKind: 'model', subject: NEW_PRICE.subject },
  price: A_PRICE_ROW,
  ...{ version: 1, managedBy: null, updatedBy: 'admin', createdAt: 1_795_341_600_000, updatedAt: 1_795_341_600_000 },
};

export const A_MODEL: ModelView = {
  ...{ id: 'openai/gpt-5.4-mini', providerId: 'openai', model: 'gpt-5.4-mini', source: 'built_in', isEnabled: true },
  ...{ override: null, managedBy: null, mode: 'chat', lifecycle: 'live', shutdownAt: null, replacement: null },
  ...{ contextWindowTokens: 400_000, maxOutputTokens: 128_000, inputs: ['text', 'image'], outputs: ['text'] },
  ...{ names: [], priceState: 'priced', price: A_PRICE_ROW, isOwnPrice: true, version: 0 },
};

export const A_PRICE_LIST =
  'model,label,valid_from,input,cached_input,output\r\nopenai/gpt-5.4-mini,negotiated,2026-11-01,0.75,0.075,4.5\r\n';

export const A_PRICE_IMPORT: PriceImportPreview = {
  rows: [
    {
      ...{ line: 2, action: 'new', subjectKind: 'model', subject: NEW_PRICE.subject, before: null, problem: null },
      after: { ...A_PRICE_ROW, id: 'new' },
    },
  ],
  counts: { new: 1, changed: 0, unchanged: 0, refused: 0 },
  digest: '5f3c0d6a4b1e8f7290c1d2e3a4b5c6d7e8f90112233445566778899aabbccdd0',
};

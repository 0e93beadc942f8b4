import { InvalidCatalogError, readPriceFacts } from '@app/catalog';
import { InvalidRequestError, isRecord } from '@app/common';
import type { PriceFacts } from '@app/contracts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** What an administrator need not say. */
const DEFAULTS = { label: 'own price', validFrom: null, validTo: null, tiers: [], window: null, promo: null };

/**
 * A price as an administrator writes it, complete and checked. A date alone as an end (`validTo`, `promo.to`) includes that day
 * in UTC; a timestamp is exclusive. `param`: the field of the request that holds it. @throws InvalidRequestError naming what is wrong
 */
export function priceFromDraft(draft: Readonly<Record<string, unknown>>, id: string, param = 'price'): PriceFacts {
  const { promo } = draft;
  const row = {
    ...DEFAULTS,
    ...draft,
    ...('validFrom' in draft && { validFrom: beginning(draft['validFrom']) }),
    ...('validTo' in draft && { validTo: end(draft['validTo']) }),
    ...(isRecord(promo) && {
      promo: { isStartUnverified: false, ...promo, from: beginning(promo['from']), to: end(promo['to']) },
    }),
    ...{ id, isUnverified: false },
  };
  try {
    return readPriceFacts(row, 'price');
  } catch (error) {
    if (!(error instanceof InvalidCatalogError)) throw error;
    throw new InvalidRequestError(`${error.message}.`, param, 'invalid_price', { cause: error });
  }
}

function beginning(value: unknown): unknown {
  return typeof value === 'string' && DATE.test(value) ? `${value}T00:00:00Z` : value;
}

function end(value: unknown): unknown {
  if (typeof value !== 'string' || !DATE.test(value)) return value;
  const midnight = Date.parse(`${value}T00:00:00Z`);
  // A date there is not (31 February is read as 3 March) is left for the check to refuse.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(value)) return value;
  return new Date(midnight + DAY_MS).toISOString();
}

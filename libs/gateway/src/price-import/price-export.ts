import type { StoredPriceOverride } from '@app/contracts';
import { csvLine } from '@app/telemetry';
import { isSayable, PRICE_COLUMNS, rateCells } from './price-columns';

/**
 * The operator's own prices as a list that can be changed and imported again. Those with tiers, windows or promos cannot be
 * said in one, and are left out.
 */
export function priceListOf(prices: readonly StoredPriceOverride[]): string {
  const lines = prices
    .filter(({ price }) => isSayable(price))
    .map(({ subjectKind, subject, price }) =>
      csvLine([
        ...[subject, subjectKind, price.label, price.validFrom ?? '', price.validTo ?? ''],
        ...rateCells(price).map((amount) => ({ amount })),
      ]),
    );
  return csvLine([...PRICE_COLUMNS]) + lines.join('');
}

import { GatewayError } from '@app/common';
import type { PriceImportRow } from '@app/contracts/admin';

const MOST_NAMED = 5;

/** Lines of a list of prices that cannot be taken; nothing was changed. */
export class RefusedPricesError extends GatewayError {
  readonly code = 'invalid_price_list';
  readonly httpStatus = 422;

  constructor(rows: readonly PriceImportRow[]) {
    const named = rows.slice(0, MOST_NAMED).map(({ line, problem }) => `line ${line}: ${problem ?? ''}`);
    const more = rows.length > MOST_NAMED ? `; and ${rows.length - MOST_NAMED} more` : '';
    super(`Nothing was changed, since lines are refused: ${named.join('; ')}${more}.`);
  }
}

/** Another list, or other stored prices, than those of the preview. */
export class PriceListChangedError extends GatewayError {
  readonly code = 'price_list_changed';
  readonly httpStatus = 409;

  constructor() {
    super('The list or the stored prices are not those of the preview any more: look at a new one.');
  }
}

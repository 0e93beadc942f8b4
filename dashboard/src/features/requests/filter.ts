import type { RequestFilter } from '@app/contracts';
import type { SearchText } from '../../shared/ui/address';
import type { Range } from '../../shared/ui/range';

/** Parameters of the address that say which requests are meant, beside the range. */
export const FILTER_NAMES = [
  'client',
  'provider',
  'model',
  'group',
  'outcome',
  'status',
  'cost',
  'stream',
  'code',
] as const;

/** What of the address and the range is asked of the API. */
export function requestFilterOf(
  search: SearchText,
  { from, to }: Range,
): RequestFilter & { readonly from: number; readonly to: number } {
  const outcome = (['completed', 'failed', 'cancelled'] as const).find((value) => value === search['outcome']);
  const costState = (['priced', 'free', 'unpriced'] as const).find((value) => value === search['cost']);
  const statusClass = ([2, 3, 4, 5] as const).find((value) => String(value) === search['status']);
  return {
    ...{ from, to },
    ...(search['client'] !== undefined && { clientId: search['client'] }),
    ...(search['provider'] !== undefined && { providerId: search['provider'] }),
    ...(search['model'] !== undefined && { model: search['model'] }),
    ...(search['group'] !== undefined && { groupName: search['group'] }),
    ...(search['code'] !== undefined && { errorCode: search['code'] }),
    ...(search['stream'] !== undefined && { isStream: search['stream'] === 'yes' }),
    ...(outcome && { outcome }),
    ...(costState && { costState }),
    ...(statusClass && { statusClass }),
  };
}

export function isFiltered(search: SearchText): boolean {
  return FILTER_NAMES.some((name) => search[name] !== undefined);
}

import { isWithin, rangeOf, type AddressRange } from '@app/common';
import type { ClientAccess } from '@app/contracts';

/** Read once for each client that is remembered. */
const ranges = new WeakMap<readonly string[], readonly AddressRange[]>();

/** Whether a client may come from there. A list that cannot be read lets nobody in. */
export function mayComeFrom(address: string, { allowedAddresses }: ClientAccess): boolean {
  return allowedAddresses === null || isWithin(address, rangesOf(allowedAddresses));
}

function rangesOf(texts: readonly string[]): readonly AddressRange[] {
  const known = ranges.get(texts);
  if (known) return known;
  const read = texts.flatMap((text) => {
    const range = rangeOf(text);
    return range ? [range] : [];
  });
  ranges.set(texts, read);
  return read;
}

import { PROVIDERS } from '../adapters';
import type { ProviderDescription } from '../spi/provider';

/** A provider as it ships: only the list imports the descriptions themselves. */
export function bundledProvider(id: string): ProviderDescription {
  const found = PROVIDERS.find((provider) => provider.id === id);
  if (!found) throw new Error(`There is no provider "${id}".`);
  return found;
}

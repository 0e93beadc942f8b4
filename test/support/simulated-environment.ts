import type { Environment } from '@app/config';
import { PROVIDERS } from '@app/providers';
import type { Simulator } from '../../apps/simulator/src/simulator.server';
import { VENDOR_IDS, type VendorId } from '../../apps/simulator/src/vendor';

export const ALL_VENDORS = VENDOR_IDS;

/** The variable that switches a provider on, and a value the simulator accepts. */
export function enabling(vendor: VendorId, apiKey = 'sim-key'): [name: string, value: string] {
  const provider = PROVIDERS.find(({ id }) => id === vendor);
  return provider?.needsKey === false
    ? [`LLM_PROXY__PROVIDERS__${vendor.toUpperCase()}__ENABLED`, 'true']
    : [`${vendor.toUpperCase()}_API_KEY`, apiKey];
}

/** Every provider points at the simulator, so that no test can reach a real vendor; only the given ones are on. */
export function simulatedEnvironment(
  simulator: Pick<Simulator, 'baseUrlOf'>,
  vendors: readonly VendorId[] = ALL_VENDORS,
): Environment {
  const addresses = ALL_VENDORS.map((id): [name: string, value: string] => [
    `LLM_PROXY__PROVIDERS__${id.toUpperCase()}__BASE_URL`,
    simulator.baseUrlOf(id),
  ]);
  // Writing zeros for each of hundreds of gateways would take longer than many a test.
  const reserve = ['LLM_PROXY__JOURNAL__RESERVE_BYTES', '0'] as const;
  return Object.fromEntries([...addresses, reserve, ...vendors.map((vendor) => enabling(vendor))]);
}

import type { ProviderDescription } from '../spi/provider';
import type { UpstreamLimits } from '../transport/upstream.client';

/** An operator's word for this provider, else what holds for all, but no less than a slow server needs. */
export function limitsOf(
  { minFirstByteMs, minTotalMs }: Pick<ProviderDescription, 'minFirstByteMs' | 'minTotalMs'>,
  common: UpstreamLimits,
  own: Partial<UpstreamLimits> = {},
): UpstreamLimits {
  return {
    connectMs: own.connectMs ?? common.connectMs,
    firstByteMs: own.firstByteMs ?? Math.max(common.firstByteMs, minFirstByteMs),
    idleMs: own.idleMs ?? common.idleMs,
    totalMs: own.totalMs ?? Math.max(common.totalMs, minTotalMs),
  };
}

import type { StoredProviderSettings } from '@app/contracts';
import { table } from '../output';

/** What may be known of what is stored: whether there is a key, never which. */
export function shownProvider({ encryptedApiKey, ...stored }: StoredProviderSettings): Record<string, unknown> {
  return { ...stored, hasApiKey: encryptedApiKey !== null };
}

const AS_CONFIGURED = 'as configured';

/** What is stored, a line each. */
export function providerText({
  providerId,
  isEnabled,
  baseUrl,
  encryptedApiKey,
  tuning,
}: StoredProviderSettings): string {
  const { limits, breaker, maxInFlight } = tuning;
  // Values of headers may be secrets of the operator's own proxy.
  const headers = Object.keys(tuning.headers ?? {}).join(', ');
  const rows: [string, string | number | undefined][] = [
    ['Provider', providerId],
    ['Enabled', isEnabled === null ? undefined : isEnabled ? 'yes' : 'no'],
    ['Base URL', baseUrl ?? undefined],
    ['Key', encryptedApiKey === null ? undefined : 'stored'],
    ['Connect ms', limits?.connectMs],
    ['First byte ms', limits?.firstByteMs],
    ['Idle ms', limits?.idleMs],
    ['Total ms', limits?.totalMs],
    ['Max in flight', maxInFlight],
    ['Breaker error percent', breaker?.errorPercent],
    ['Breaker volume', breaker?.volume],
    ['Breaker reset ms', breaker?.resetMs],
    ['Headers', headers === '' ? undefined : headers],
  ];
  return table(
    ['Setting', 'Value'],
    rows.map(([name, value]) => [name, String(value ?? AS_CONFIGURED)]),
  );
}

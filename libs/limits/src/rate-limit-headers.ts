import type { Allowance } from './counters/client-counters.port';

/** The headers in which OpenAI tells a client how much of its minute is left; none for what is not limited. */
export function rateLimitHeaders(allowances: {
  readonly requests?: Allowance | undefined;
  readonly tokens?: Allowance | undefined;
}): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const kind of ['requests', 'tokens'] as const) {
    const allowance = allowances[kind];
    if (!allowance) continue;
    headers[`x-ratelimit-limit-${kind}`] = String(allowance.limit);
    headers[`x-ratelimit-remaining-${kind}`] = String(allowance.remaining);
    headers[`x-ratelimit-reset-${kind}`] = durationText(allowance.resetMs);
  }
  return headers;
}

/** As OpenAI writes it: `0s`, `17ms`, `8.64s`, `6m0s`, `1h2m3s`. */
export function durationText(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1_000) return `${ms}ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${Math.round(seconds * 1_000) / 1_000}s`;
  const whole = Math.ceil(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes}m${whole % 60}s`;
}

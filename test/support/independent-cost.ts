import { BUNDLED_HOLIDAYS } from '@app/catalog';
import type { ModelFacts, PriceFacts, RequestRecord, TokenRates } from '@app/contracts';
import { PROVIDERS } from '@app/providers';

/** What a row should cost, worked out from the price facts alone and written apart from the pricing library. */
export function expectedNanoUsd(row: RequestRecord): bigint | null {
  const at = row.startedAt + row.latencyMs;
  const price = [row.servedModel, row.sentModel]
    .map((name) => priceOf(row.providerId, name, at))
    .find((found) => found !== undefined);
  if (!price) return null;
  const fresh = BigInt(row.freshInputTokens ?? 0);
  const cached = BigInt(row.cachedInputTokens ?? 0);
  const written = BigInt(row.cacheWriteTokens ?? 0);
  const output = BigInt(row.outputTokens ?? 0);
  const rates = ratesFor(price, fresh + cached + written);
  const pico =
    fresh * BigInt(rates.input) +
    cached * BigInt(rates.cachedInput ?? rates.input) +
    written * BigInt(rates.cacheWrite ?? rates.input) +
    output * BigInt(rates.output ?? 0);
  const { promo } = price;
  if (promo && 'rates' in promo) throw new Error(`${price.id} has a promo by price: extend this computation.`);
  const isPromoted = promo !== null && at >= Date.parse(promo.from) && at < Date.parse(promo.to);
  const permyriad = isPromoted ? BigInt(Math.round((100 - promo.percentOff) * 100)) : 10_000n;
  // 1,000 pico-USD are one nano-USD; half is rounded up, once.
  return (pico * permyriad * 2n + 10_000_000n) / 20_000_000n;
}

export function factsOf(providerId: string | null, name: string | null): ModelFacts | undefined {
  const models = PROVIDERS.find(({ id }) => id === providerId)?.models ?? [];
  const named = models.find(
    ({ id, snapshots, nicknames }) => name !== null && [id, ...snapshots, ...nicknames].includes(name),
  );
  return named ?? models.find(({ id }) => id === `${providerId ?? ''}/*`);
}

function priceOf(providerId: string | null, name: string | null, at: number): PriceFacts | undefined {
  const valid = (factsOf(providerId, name)?.prices ?? []).filter(
    ({ validFrom, validTo }) =>
      (validFrom === null || Date.parse(validFrom) <= at) && (validTo === null || at < Date.parse(validTo)),
  );
  const newest = (rows: readonly PriceFacts[]): PriceFacts | undefined =>
    rows.toSorted((a, b) => Date.parse(b.validFrom ?? '1970-01-01') - Date.parse(a.validFrom ?? '1970-01-01'))[0];
  return (
    newest(valid.filter((row) => isInWindow(row, at))) ??
    newest(valid.filter(({ window }) => window?.kind !== 'utc_windows'))
  );
}

function isInWindow({ window }: PriceFacts, at: number): boolean {
  if (window?.kind !== 'utc_windows') return false;
  const moment = new Date(at);
  const day = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[moment.getUTCDay()] ?? 'sun';
  const time = moment.toISOString().slice('2026-01-01T'.length, '2026-01-01T00:00'.length);
  const date = moment.toISOString().slice(0, '2026-01-01'.length);
  const holidays = BUNDLED_HOLIDAYS[window.excludes ?? '']?.[date.slice(0, 4)] ?? [];
  if (holidays.includes(date)) return false;
  return window.days.includes(day) && window.windows.some(([start, end]) => start <= time && time < end);
}

function ratesFor({ tiers, rates }: PriceFacts, promptTokens: bigint): TokenRates {
  const reached = tiers.filter(({ fromInputTokens }) => promptTokens >= BigInt(fromInputTokens));
  return reached.toSorted((a, b) => b.fromInputTokens - a.fromInputTokens)[0]?.rates ?? rates;
}

/** What is known about one model: bundled with its provider, overridden from the database. */
export interface ModelFacts {
  /** The vendor's own name; `<provider>/*` stands for every model of a provider that lists none. */
  readonly id: string;
  readonly providerId: string;
  readonly mode: ModelMode;
  /** True for the models that the original GopherGate names. */
  readonly isCore: boolean;
  /** Other names the vendor accepts: sent as asked, priced by this entry. */
  readonly snapshots: readonly string[];
  /** Names the vendor does not know: rewritten to `id`. */
  readonly nicknames: readonly string[];
  readonly lifecycle: ModelLifecycle;
  readonly contextWindowTokens: number | null;
  readonly maxInputTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly modalities: { readonly input: readonly string[]; readonly output: readonly string[] };
  /** `true`, `false`, or a sentence where it depends. */
  readonly supports: Readonly<Record<string, boolean | string>>;
  readonly reasoningEffortValues: readonly string[] | null;
  readonly reasoningEffortDefault: string | null;
  /** Several rows are told apart by validity and then by weekly window. */
  readonly prices: readonly PriceFacts[];
  readonly imagePrices: ImagePriceFacts | null;
  readonly endpoints: readonly string[];
  /** How the vendor treats single request fields; read by the provider's own adapter. */
  readonly requestFlags: Readonly<Record<string, unknown>>;
  readonly conflicts: readonly string[];
  readonly note: string | null;
  readonly sources: readonly string[];
  readonly asOf: string;
  readonly isUnverified: boolean;
  readonly unverifiedFields: readonly string[];
}

export type ModelMode = 'chat' | 'image';

export interface ModelLifecycle {
  readonly state: 'active' | 'deprecated' | 'redirected' | 'shut_down';
  /** ISO instant from which the vendor no longer serves the model under its own name. */
  readonly shutdownAt: string | null;
  readonly replacement: ModelReplacement | null;
  /** The model that answers under this name once it is redirected. */
  readonly routesTo: string | null;
}

export interface ModelReplacement {
  readonly model: string;
  /** Request fields to add when the replacement answers for the old name. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** Integer pico-USD per token (1 USD per million tokens = 1,000,000); null means "no separate rate". */
export interface TokenRates {
  readonly input: number;
  readonly cachedInput: number | null;
  readonly cacheWrite: number | null;
  readonly output: number | null;
  /** For the part of the output spent on reasoning; absent: billed as output. */
  readonly reasoning?: number;
  readonly cacheWrite1h?: number;
  readonly cacheWrite12h?: number;
  readonly imageInput?: number;
  readonly imageCachedInput?: number;
  readonly imageOutput?: number;
  readonly audioInput?: number;
}

export interface PriceFacts {
  /** Stable and unique in the whole catalogue: `<provider>/<model>#<n>`. */
  readonly id: string;
  readonly label: string;
  /** ISO instant, inclusive; null: always. */
  readonly validFrom: string | null;
  /** ISO instant, exclusive; null: for ever. */
  readonly validTo: string | null;
  readonly rates: TokenRates;
  /** The highest tier the prompt reaches prices the whole request. */
  readonly tiers: readonly PriceTier[];
  /** Weekly UTC window in which the row applies; null: at all hours. */
  readonly window: PriceWindow | null;
  readonly promo: PromoFacts | null;
  /**
   * What the whole price is multiplied by at the service tiers of the vendor, in ten-thousandths. The standard tier needs
   * no entry. A tier without one has no price here: none is guessed.
   */
  readonly serviceTiers?: Readonly<Record<string, number>>;
  readonly isUnverified: boolean;
}

export interface PriceTier {
  /** Smallest prompt (in tokens, cached ones included) that this tier prices. */
  readonly fromInputTokens: number;
  readonly rates: TokenRates;
}

export type PriceWindow =
  | {
      readonly kind: 'utc_windows';
      readonly days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
      /** `['01:00', '04:00']`: start inclusive, end exclusive. */
      readonly windows: readonly (readonly [string, string])[];
      /** Name of the calendar of holidays on which the window does not apply; they are UTC days, as `days` are. */
      readonly excludes: string | null;
      readonly clock: string | null;
    }
  | { readonly kind: 'otherwise' };

/** A percentage off the row's rates, or other rates in their place, for a time. */
export type PromoFacts = PercentPromoFacts | PricePromoFacts;

interface PromoPeriod {
  /** ISO instants, from inclusive, to exclusive. */
  readonly from: string;
  readonly to: string;
  readonly isStartUnverified: boolean;
}

export interface PercentPromoFacts extends PromoPeriod {
  readonly percentOff: number;
}

export interface PricePromoFacts extends PromoPeriod {
  readonly rates: TokenRates;
  /** In place of the row's own; empty: `rates` price every prompt. */
  readonly tiers: readonly PriceTier[];
}

/** Calendar name → year (`"2026"`) → dates (`"2026-01-01"`). A year without a list is unknown, an empty list says "none". */
export type HolidayCalendars = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Integer nano-USD per image. */
export type ImagePriceFacts =
  | { readonly kind: 'flat'; readonly nanoUsd: number }
  | { readonly kind: 'quality_and_size'; readonly nanoUsd: Readonly<Record<string, Readonly<Record<string, number>>>> }
  | { readonly kind: 'image_size'; readonly nanoUsd: Readonly<Record<string, number>> };

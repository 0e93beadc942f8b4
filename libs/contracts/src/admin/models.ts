import type { PriceFacts } from '../domain/model-facts';
import type { CostState } from '../domain/cost';
import type { StoredPriceOverride } from '../domain/model-override';

/** A model of the catalogue, with what an operator has said about it. */
export interface ModelView {
  /** `provider/model`. */
  readonly id: string;
  readonly providerId: string;
  readonly model: string;
  /** `discovered`: only the provider's own server knows of it. */
  readonly source: 'built_in' | 'discovered';
  readonly isEnabled: boolean;
  /** What an operator has said of it; null: nothing. */
  readonly override: {
    readonly isEnabled: boolean | null;
    readonly updatedBy: string;
    readonly updatedAt: number;
  } | null;
  /** The file that declares it, which then cannot be changed here. */
  readonly managedBy: string | null;
  readonly mode: 'chat' | 'image' | null;
  readonly lifecycle: 'live' | 'ending' | 'redirected' | 'ended' | 'unknown';
  /** ISO instant from which the vendor no longer serves it; null where none is known. */
  readonly shutdownAt: string | null;
  readonly replacement: string | null;
  readonly contextWindowTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Other names that mean it. */
  readonly names: readonly string[];
  readonly priceState: CostState;
  /** The row that prices a request made now; null where there is none. */
  readonly price: PriceFacts | null;
  /** Whether that row is the operator's own. */
  readonly isOwnPrice: boolean;
  /** For `If-Match`; 0 while nothing is stored. */
  readonly version: number;
}

export interface ModelViewList {
  readonly items: readonly ModelView[];
}

export interface UpdateModelRequest {
  /** null: as the catalogue has it. */
  readonly isEnabled: boolean | null;
}

export type PriceView = StoredPriceOverride;

export interface PriceList {
  /** Oldest first; the newest that is valid wins. */
  readonly items: readonly PriceView[];
}

/** As a price of the catalogue, without its id; a date alone as an end includes that day in UTC. */
export interface CreatePriceRequest {
  readonly subjectKind: 'model' | 'group';
  /** `provider/model`, or the name of a group. */
  readonly subject: string;
  /** `rates` in pico-USD a token (1 USD a million tokens = 1,000,000), `label`, `validFrom`, `validTo`, `tiers`, `window`, `promo`. */
  readonly price: Readonly<Record<string, unknown>>;
}

export interface UpdatePriceRequest {
  readonly price: Readonly<Record<string, unknown>>;
}

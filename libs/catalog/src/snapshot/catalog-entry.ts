import type { ImagePriceFacts, ModelFacts, PriceFacts } from '@app/contracts';

/** The answer to "what does this name mean?". */
export interface ModelReference {
  readonly providerId: string;
  /** The name to send upstream. */
  readonly name: string;
  /** Undefined for a name the catalogue lacks: it is forwarded, and unpriced unless an override prices it. */
  readonly facts: ModelFacts | undefined;
  /** Said when `name` differs from what was asked. */
  readonly adjusted?: 'nickname';
}

/** What a model or a group costs: the first layer with a row valid at the time decides. */
export interface PriceBook {
  /** `provider/model`, or the name of a group. */
  readonly subject: string;
  readonly layers: readonly (readonly PriceFacts[])[];
  readonly imagePrices: ImagePriceFacts | null;
}

/** One model, as `/v1/models` and the dashboard list it. */
export interface CatalogEntry {
  readonly providerId: string;
  readonly name: string;
  /** A model that was discovered carries the facts of its provider's `<id>/*` entry. */
  readonly facts: ModelFacts | undefined;
  readonly isEnabled: boolean;
  readonly prices: PriceBook;
}

import type { PriceFacts } from './model-facts';

/** An operator's word on one model; it wins over what is bundled. */
export interface ModelOverride {
  readonly providerId: string;
  /** Any name of the model; `*` speaks for every model of a provider that lists none. */
  readonly model: string;
  /** null: not said here. */
  readonly isEnabled: boolean | null;
}

/** An operator's price. Where it is valid it wins over the bundled rows, elsewhere they still apply. */
export interface PriceOverride {
  /** Key of the stored row; the ledger names `price.id`. */
  readonly id: string;
  readonly subjectKind: 'model' | 'group';
  /** `provider/model`, or the name of a group. */
  readonly subject: string;
  readonly price: PriceFacts;
}

/** What is kept beside an override. */
export interface OverrideHistory {
  /** Raised with every change; what an ETag is made of. */
  readonly version: number;
  /** The file that declares it, which then cannot be changed elsewhere; null for most. */
  readonly managedBy: string | null;
  readonly updatedBy: string;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

export type StoredModelOverride = ModelOverride & OverrideHistory;
export type StoredPriceOverride = PriceOverride & OverrideHistory & { readonly createdAt: number };

import type { PriceFacts } from '@app/contracts';

/** What an administrator decided about one model of the built-in catalogue. */
export interface ModelOverride {
  readonly providerId: string;
  readonly model: string;
  /** null: as the catalogue says. */
  readonly isEnabled: boolean | null;
}

/** A price that goes before the catalogue's. Rows are added, not changed, so that a booked `priceId` keeps its meaning. */
export interface PriceOverride {
  readonly id: string;
  readonly subjectKind: 'model' | 'group';
  /** A model as `<provider>/<model>`, or a group's name. */
  readonly subject: string;
  readonly price: PriceFacts;
  readonly createdAt: number;
}

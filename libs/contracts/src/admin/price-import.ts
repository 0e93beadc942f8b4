import type { PriceFacts } from '../domain/model-facts';

/** A list of prices as CSV; docs/pricing.md has its columns. */
export interface PriceImportRequest {
  readonly csv: string;
  /** Of the preview that somebody looked at: nothing else is done then (409). */
  readonly expectedDigest?: string;
}

export type PriceImportAction = 'new' | 'changed' | 'unchanged' | 'refused';

/** One line of the list, and what would come of it. */
export interface PriceImportRow {
  /** In the text, from 1. */
  readonly line: number;
  readonly action: PriceImportAction;
  readonly subjectKind: 'model' | 'group';
  /** `provider/model`, or the name of a group. */
  readonly subject: string;
  /** The operator's price with the same label and period, as it is; null where there is none. */
  readonly before: PriceFacts | null;
  /** As it would be; null of a refused line. */
  readonly after: PriceFacts | null;
  /** Why it is refused, and what to do; null of all others. */
  readonly problem: string | null;
}

export interface PriceImportPreview {
  readonly rows: readonly PriceImportRow[];
  readonly counts: Readonly<Record<PriceImportAction, number>>;
  /** Changes when the list or the stored prices do. */
  readonly digest: string;
}

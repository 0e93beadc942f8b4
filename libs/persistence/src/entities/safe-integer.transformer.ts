import type { ValueTransformer } from 'typeorm';

/** PostgreSQL hands a bigint over as text. Epoch milliseconds and nano-USD (up to 9 million USD) are exact as numbers. */
export const safeInteger: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

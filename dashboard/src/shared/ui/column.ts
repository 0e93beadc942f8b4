import type { ReactNode } from 'react';

/** A column of a table: what it sorts and exports by, and how it looks. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** For sorting and exports; null sorts last. */
  readonly value: (row: Row) => string | number | boolean | null;
  /** By default the value as it is. */
  readonly cell?: (row: Row) => ReactNode;
  /** Right-aligned, and sorted from the largest first. */
  /** Its values are epoch milliseconds. */
  readonly isMoment?: true;
  readonly isNumeric?: boolean;
  /** Only shown to who asks for it. */
  readonly isExtra?: boolean;
  /** Of buttons and such: neither sorted nor exported. */
  readonly isAction?: boolean;
}

/** How much of the ledger is read at once. */
export interface RequestReading {
  /** Rows that one page looks at, at most. */
  readonly rowsPerScan: number;
  /** Rows in one chunk of an export. */
  readonly rowsPerChunk: number;
}
export const RequestReading = Symbol('RequestReading');

export const DEFAULT_READING: RequestReading = { rowsPerScan: 50_000, rowsPerChunk: 1_000 };

/** How records get from the journal into the ledger. */
export interface RequestLogLimits {
  /** As many waiting records are written at once, without waiting for the time below. */
  readonly eagerRows: number;
  readonly rowsPerTransaction: number;
  /** The longest a record waits for company. */
  readonly lingerMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** How long a shutdown waits for the database. */
  readonly shutdownMs: number;
}
export const RequestLogLimits = Symbol('RequestLogLimits');

export const DEFAULT_LIMITS: RequestLogLimits = {
  eagerRows: 200,
  rowsPerTransaction: 1_000,
  lingerMs: 200,
  firstRetryMs: 50,
  longestRetryMs: 5_000,
  shutdownMs: 10_000,
};

/** How much the request log holds back, and for how long. */
export interface RequestLogLimits {
  /** Records kept in memory while the database is slow or away; one more is refused. */
  readonly capacity: number;
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
  capacity: 4_096,
  eagerRows: 100,
  rowsPerTransaction: 1_000,
  lingerMs: 200,
  firstRetryMs: 50,
  longestRetryMs: 5_000,
  shutdownMs: 10_000,
};

/** How the admin API says that something went wrong. */
export interface AdminErrorBody {
  readonly error: {
    /** For people: what is wrong, and what to do about it. */
    readonly message: string;
    /** A word for the kind, e.g. `invalid_request_error`. */
    readonly type: string;
    /** The field at fault, as a path such as `limits.budget.nanoUsd`; null where there is none. */
    readonly param: string | null;
    /** For programs, e.g. `version_conflict`. */
    readonly code: string;
    /** By which the log knows this request. */
    readonly requestId: string;
  };
}

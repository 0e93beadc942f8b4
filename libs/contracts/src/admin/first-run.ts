/** Of a new installation, in the order in which they are done. */
export type FirstRunStepId = 'password' | 'provider' | 'client' | 'request';

/** Found out anew each time from what there is; nobody ticks it off. */
export interface FirstRunStep {
  readonly id: FirstRunStepId;
  readonly isDone: boolean;
  /** When it was first done, epoch milliseconds; null where it is not, or nobody knows. */
  readonly doneAt: number | null;
}

export interface FirstRunView {
  readonly steps: readonly FirstRunStep[];
  /** Epoch milliseconds; null while the list is shown. */
  readonly dismissedAt: number | null;
  /** What clients are to be given, such as `https://llm.example.com/v1`. */
  readonly baseUrl: string;
  /** A name that a chat can be sent to at present; null where there is none yet. */
  readonly model: string | null;
  /** For `If-Match`; 0 while nothing is stored. */
  readonly version: number;
}

export interface UpdateFirstRunRequest {
  /** false shows the list again. */
  readonly isDismissed: boolean;
}

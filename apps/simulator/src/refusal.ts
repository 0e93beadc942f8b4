/** Why a vendor turns a request down, before it is put into that vendor's words. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
  readonly retryAfterSeconds?: number;
}

/** Thrown anywhere while a request is read; the dialect alone turns it into a reply. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

export function refuse(refusal: Refusal): never {
  throw new RefusedError(refusal);
}

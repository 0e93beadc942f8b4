import type { AdminErrorBody } from '@app/contracts/admin';

/** What the API refused, or that it could not be reached (status 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    readonly code: string,
    readonly param: string | null = null,
    readonly requestId: string | null = null,
    /** Seconds; null where the answer named none. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  static async from(response: Response): Promise<ApiError> {
    const body = (await response.json().catch(() => null)) as Partial<AdminErrorBody> | null;
    const error = body?.error;
    const retryAfter = Number(response.headers.get('retry-after'));
    return new ApiError(
      response.status,
      error?.message ?? `The gateway answered with status ${response.status}.`,
      error?.code ?? 'unknown',
      error?.param ?? null,
      error?.requestId ?? response.headers.get('x-request-id'),
      retryAfter > 0 ? retryAfter : null,
    );
  }

  /** Of a body that was read as text, JSON or not. */
  static of(status: number, text: string): ApiError {
    let error: Partial<AdminErrorBody['error']> | undefined;
    try {
      error = (JSON.parse(text) as Partial<AdminErrorBody> | null)?.error;
    } catch {
      // Whoever sent it, its words are shown as they came.
    }
    return new ApiError(
      status,
      error?.message ?? `The gateway answered with status ${status}.`,
      error?.code ?? 'unknown',
      error?.param ?? null,
      error?.requestId ?? null,
    );
  }

  static unreachable(): ApiError {
    return new ApiError(
      0,
      'The gateway cannot be reached. Check that it runs and that this machine is online.',
      'unreachable',
    );
  }
}

/** In words, whatever it was. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

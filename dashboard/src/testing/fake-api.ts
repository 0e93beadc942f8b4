/** A request that a test has seen. */
export interface SeenRequest {
  readonly method: string;
  /** Below /api, with its query. */
  readonly path: string;
  readonly body: unknown;
  readonly ifMatch: string | null;
  readonly authorization: string | null;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Answers the dashboard's requests from a table of `GET /clients` and so on; a path without its query is enough. */
export class FakeApi {
  readonly seen: SeenRequest[] = [];

  constructor(private readonly answers: Record<string, FakeAnswer | ((request: SeenRequest) => FakeAnswer)>) {
    // Async, so that an answer that throws is a request that fails.
    globalThis.fetch = async (input, init) => this.answer(input as string, init ?? {});
  }

  /** Those of a kind: `POST /clients`. */
  asked(route: string): SeenRequest[] {
    return this.seen.filter(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}` === route);
  }

  private answer(address: string, { method = 'GET', body, headers }: RequestInit): Response {
    const path = address.replace(/^\/api/, '');
    const request: SeenRequest = {
      ...{ method, path, ifMatch: new Headers(headers).get('if-match') },
      authorization: new Headers(headers).get('authorization'),
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
    };
    this.seen.push(request);
    const known = this.answers[`${method} ${path}`] ?? this.answers[`${method} ${path.split('?')[0] ?? ''}`];
    const answer = typeof known === 'function' ? known(request) : (known ?? { status: 404, body: unknown(request) });
    return responseOf(answer);
  }
}

function unknown({ method, path }: SeenRequest): unknown {
  return {
    error: {
      message: `The test has no answer to ${method} ${path}.`,
      type: 'test',
      param: null,
      code: 'none',
      requestId: 'r',
    },
  };
}

/** jsdom has no Response. */
function responseOf({ status = 200, body, headers = {} }: FakeAnswer): Response {
  return {
    ...{ ok: status < 400, status, headers: new Headers(headers) },
    json: () => Promise.resolve(structuredCopy(body)),
    text: () => Promise.resolve(JSON.stringify(body)),
  } as Response;
}

function structuredCopy(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

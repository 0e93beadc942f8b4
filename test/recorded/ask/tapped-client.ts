import OpenAI, { APIError } from 'openai';
import { isRecord } from '@app/common';

/** A refusal, or the end of a stream that failed, as the official client tells of it. */
export interface Failure {
  readonly message: string;
  readonly type: string | null;
  readonly code: string | null;
  readonly body: unknown;
}

/** One exchange with the gateway: what came over the wire, and what the client made of it. */
export interface Answer<Content> {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly requestId: string;
  readonly raw: Buffer;
  /** What was read, up to a failure where there was one. */
  readonly content: Content;
  readonly failure: Failure | undefined;
}

/** Asks once with the official client; `read` adds to the content as it goes. */
export async function askOnce<Content>(
  gateway: { readonly url: string; readonly key: string },
  content: Content,
  read: (client: OpenAI, content: Content) => Promise<void>,
): Promise<Answer<Content>> {
  let seen: Pick<Answer<Content>, 'httpStatus' | 'contentType' | 'requestId' | 'raw'> | undefined;
  const client = new OpenAI({
    baseURL: `${gateway.url}/v1`,
    apiKey: gateway.key,
    maxRetries: 0,
    // The client gets the whole body at once, and so do we: it is the gateway's reading that is put to the test.
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const raw = Buffer.from(await response.arrayBuffer());
      seen = {
        httpStatus: response.status,
        contentType: response.headers.get('content-type') ?? '',
        requestId: response.headers.get('x-request-id') ?? '',
        raw,
      };
      return new Response(raw, { status: response.status, headers: response.headers });
    },
  });
  const failure = await read(client, content).then(() => undefined, failureOf);
  if (seen === undefined) throw new Error(`The gateway gave no answer: ${failure?.message ?? 'nothing was asked'}`);
  return { ...seen, content, failure };
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof APIError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { message: `The client cannot read the answer: ${message}`, type: null, code: null, body: undefined };
  }
  const body: unknown = error.error;
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : error.message;
  return { message, type: error.type ?? null, code: error.code ?? null, body };
}

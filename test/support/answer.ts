import type { OpenAiErrorBody } from '@app/contracts';
import type { JsonObject } from '@app/common';
import type { ReportedUsage } from './reported-usage';

/** A whole answer of the gateway, body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; an empty object where it is no JSON. */
  readonly body: AnswerBody;
  readonly requestId: string;
}

export interface AnswerBody extends JsonObject {
  readonly id?: string;
  readonly model?: string;
  readonly usage?: ReportedUsage;
  readonly choices?: readonly { message: JsonObject & { content: string | null }; finish_reason: string }[];
  readonly error?: OpenAiErrorBody['error'];
  readonly data?: readonly (JsonObject & { id: string; owned_by: string })[];
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return answerFrom(response.status, response.headers, text);
}

export function answerFrom(status: number, headers: Headers, text: string): Answer {
  return { status, headers, text, body: parsed(text), requestId: headers.get('x-request-id') ?? '' };
}

export function contentOf({ body }: Answer): string {
  return body.choices?.[0]?.message.content ?? '';
}

function parsed(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return {}; // A stream, or nothing at all.
  }
}

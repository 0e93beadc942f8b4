import type { Answer, AnswerFacts } from './conversation';

interface Usage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly gophergate?: { readonly cost?: string | null };
}

interface Said {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
}

/** What a chunk of a stream and a whole answer have in common. */
interface ChatBody {
  readonly choices?: readonly { readonly delta?: Said; readonly message?: Said }[];
  readonly usage?: Usage | null;
  readonly error?: { readonly message?: string; readonly code?: string | null; readonly type?: string };
}

/** What an answer says with one more part of it: a chunk's data, or the whole body. */
export function withPart(answer: Answer, part: string): Answer {
  if (part === '[DONE]') return answer;
  let body: ChatBody;
  try {
    body = JSON.parse(part) as ChatBody;
  } catch {
    return { ...answer, state: 'failed', problem: 'The answer is no JSON; the raw text is below.' };
  }
  if (body.error) return { ...answer, state: 'failed', problem: problemOf(body.error) };
  const said = body.choices?.[0]?.delta ?? body.choices?.[0]?.message;
  return {
    ...answer,
    text: answer.text + (said?.content ?? ''),
    reasoning: answer.reasoning + (said?.reasoning_content ?? ''),
    facts: body.usage ? { ...answer.facts, ...usageFacts(body.usage) } : answer.facts,
  };
}

/** What the headers tell before the body. */
export function headerFacts(headers: Headers): Partial<AnswerFacts> {
  const [provider, model] = [headers.get('x-gophergate-provider'), headers.get('x-gophergate-model')];
  const costUsd = headers.get('x-gophergate-cost');
  return {
    requestId: headers.get('x-request-id'),
    route: headers.get('x-gophergate-route'),
    servedBy: provider === null ? model : `${provider}/${model ?? ''}`,
    ...(costUsd !== null && { costUsd }),
  };
}

function usageFacts({ prompt_tokens, completion_tokens, gophergate }: Usage): Partial<AnswerFacts> {
  return {
    promptTokens: prompt_tokens ?? null,
    completionTokens: completion_tokens ?? null,
    ...(gophergate?.cost != null && { costUsd: gophergate.cost }),
  };
}

export function problemOf({ message, code, type }: NonNullable<ChatBody['error']>): string {
  const kind = code ?? type;
  return kind == null ? (message ?? 'No reason was given.') : `${kind}: ${message ?? 'no reason was given.'}`;
}

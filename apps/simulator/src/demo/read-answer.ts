import type { Sample } from './samples';

/** What the demo shows of an answer, whatever its endpoint. */
export interface Answer {
  readonly usage: { readonly inputTokens?: number; readonly outputTokens?: number; readonly cost?: string } | undefined;
  /** The error's code. */
  readonly code: string | undefined;
  /** Empty where the answer is empty or incomplete. */
  readonly text: string;
}

/** Usage as chat, images and responses write it. */
interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
  input_tokens?: number;
  output_tokens?: number;
  gophergate?: { cost?: string };
}

interface Body {
  usage?: Usage;
  error?: { code?: string };
  data?: { url?: string }[];
  choices?: { message?: { content?: string | null; tool_calls?: unknown[] } }[];
  output?: unknown[];
}

export async function readAnswer(response: Response, { kind, endpoint }: Sample): Promise<Answer> {
  const text = await response.text();
  if (kind !== 'stream' || !response.ok) return answerOf(JSON.parse(text) as Body);
  const events = text
    .split('\n\n')
    .map((event) => event.slice(event.indexOf('data: ') + 'data: '.length))
    .filter((data) => data !== '');
  return endpoint === 'responses' ? responseOf(events) : chatOf(events);
}

function answerOf({ usage, error, data, choices, output }: Body): Answer {
  const message = choices?.[0]?.message;
  const written = message?.content ?? (message?.tool_calls ? JSON.stringify(message.tool_calls) : undefined);
  const listed = data ?? output;
  return {
    usage: usageOf(usage),
    code: error?.code,
    text: written ?? (listed && listed.length > 0 ? JSON.stringify(listed) : ''),
  };
}

function chatOf(events: readonly string[]): Answer {
  const isComplete = events.at(-1) === '[DONE]';
  const chunks = events
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data) as { usage?: Usage; choices: { delta: { content?: string } }[] });
  const content = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
  return { usage: usageOf(chunks.at(-1)?.usage), code: undefined, text: isComplete ? content : '' };
}

function responseOf(events: readonly string[]): Answer {
  const last = JSON.parse(events.at(-1) ?? '{}') as { type?: string; response?: Body };
  return last.type === 'response.completed' && last.response
    ? answerOf(last.response)
    : { usage: undefined, code: undefined, text: '' };
}

function usageOf(usage: Usage | undefined): Answer['usage'] {
  if (!usage) return undefined;
  const inputTokens = usage.prompt_tokens ?? usage.input_tokens;
  const outputTokens = usage.completion_tokens ?? usage.output_tokens;
  const cost = usage.gophergate?.cost;
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(cost === undefined ? {} : { cost }),
  };
}

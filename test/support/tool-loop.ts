import type OpenAI from 'openai';
import type { ChatMessage } from '@app/contracts';
import { isRecord } from '@app/common';

type Message = OpenAI.Chat.ChatCompletionMessageParam;
type AnswerMessage = OpenAI.Chat.ChatCompletionMessage;

export const WEATHER_TOOLS: OpenAI.Chat.ChatCompletionFunctionTool[] = ['get_weather', 'get_tides'].map((name) => ({
  type: 'function',
  function: {
    name,
    description: 'What the sky or the sea is like in a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}));

/** How a client handles what it is told. */
export interface LoopHabits {
  readonly isStreamed: boolean;
  /** Echoes the standard fields of an assistant message and drops all others, as many agent frameworks do. */
  readonly isStripping: boolean;
  readonly isParallel: boolean;
}

/** One answer, with what only some clients look at. */
export interface LoopTurn {
  readonly finishReason: string;
  readonly message: AnswerMessage;
  readonly calls: readonly OpenAI.Chat.ChatCompletionMessageFunctionToolCall[];
  /** The whole reasoning, which the official client does not gather from a stream. */
  readonly reasoning: string;
  /** Google's signature on the first call. */
  readonly signature: string | undefined;
}

/** Models whose vendors want something back with a tool call. */
export const STATEFUL_MODELS: readonly string[] = ['gpt-5.6-luna', 'gemini-3.5-flash', 'deepseek-v4-pro', 'kimi-k3'];
/** A state as the vendor gave it: neither empty nor what stands in for one that got lost. */
export const GENUINE_STATE = /^(?!skip_)./;

/** More answers than any loop here needs: a loop that does not end shows by its length. */
const MOST_ANSWERS = 8;

export function openingQuestion(turns: number, { isParallel }: Pick<LoopHabits, 'isParallel'>): Message[] {
  const how = isParallel ? ' and call them in parallel' : '';
  return [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: `Use the tools in ${turns} steps${how}: how are Oslo and Bergen?` },
  ];
}

/** Asks, runs what is called and asks again until the model is done. */
export async function runToolLoop(
  client: OpenAI,
  model: string,
  turns: number,
  habits: LoopHabits,
): Promise<LoopTurn[]> {
  const messages = openingQuestion(turns, habits);
  const answered: LoopTurn[] = [];
  while (answered.length < MOST_ANSWERS) {
    const turn = await askOnce(client, model, messages, habits);
    answered.push(turn);
    if (turn.finishReason !== 'tool_calls') break;
    messages.push(...followUp(turn, habits));
  }
  return answered;
}

/** The assistant's turn as the client sends it back, and the results of its calls. */
export function followUp({ message, calls }: LoopTurn, { isStripping }: Pick<LoopHabits, 'isStripping'>): Message[] {
  return [
    isStripping ? stripped(message, calls) : message,
    ...calls.map(({ id, function: { name } }): Message => ({
      role: 'tool',
      tool_call_id: id,
      content: `${name}: 7 degrees`,
    })),
  ];
}

export async function askOnce(
  client: OpenAI,
  model: string,
  messages: readonly Message[],
  { isStreamed }: Pick<LoopHabits, 'isStreamed'>,
): Promise<LoopTurn> {
  const request = { model, messages: [...messages], tools: WEATHER_TOOLS };
  if (!isStreamed) {
    const completion = await client.chat.completions.create(request);
    return turnOf(completion, textAt(completion.choices[0]?.message, 'reasoning_content'));
  }
  let reasoning = '';
  const stream = client.chat.completions.stream(request);
  stream.on('chunk', ({ choices }) => (reasoning += textAt(choices[0]?.delta, 'reasoning_content')));
  return turnOf(await stream.finalChatCompletion(), reasoning);
}

function turnOf({ choices }: OpenAI.ChatCompletion, reasoning: string): LoopTurn {
  const [choice] = choices;
  if (!choice) throw new Error('An answer without a choice.');
  const calls = (choice.message.tool_calls ?? []).filter((call) => call.type === 'function');
  return {
    finishReason: choice.finish_reason,
    message: choice.message,
    calls,
    reasoning,
    signature: textAt(fieldOf(fieldOf(calls[0], 'extra_content'), 'google'), 'thought_signature') || undefined,
  };
}

function stripped({ role, content }: AnswerMessage, calls: LoopTurn['calls']): Message {
  return {
    role,
    content,
    tool_calls: calls.map(({ id, type, function: { name, arguments: text } }) => ({
      id,
      type,
      function: { name, arguments: text },
    })),
  };
}

/** What one vendor was sent that it wants back: one entry for each assistant turn with calls. */
export function stateSentIn(body: unknown): unknown[] {
  const listOf = (field: string): Record<string, unknown>[] => {
    const list = fieldOf(body, field);
    return Array.isArray(list) ? list.filter(isRecord) : [];
  };
  return [
    ...listOf('contents').flatMap(signatureOfContent),
    ...listOf('input')
      .filter(({ type }) => type === 'reasoning')
      .map((item) => item['encrypted_content']),
    ...(listOf('messages') as ChatMessage[])
      .filter(({ role, tool_calls: calls }) => role === 'assistant' && (calls?.length ?? 0) > 0)
      .map((message) => message.reasoning_content),
  ];
}

function signatureOfContent({ parts }: Record<string, unknown>): unknown[] {
  const first = Array.isArray(parts)
    ? parts.filter(isRecord).find((part) => part['functionCall'] !== undefined)
    : undefined;
  return first ? [first['thoughtSignature']] : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return isRecord(value) ? value[field] : undefined;
}

function textAt(value: unknown, field: string): string {
  const text = fieldOf(value, field);
  return typeof text === 'string' ? text : '';
}

import type { PlaygroundChatRequest } from '@app/contracts/admin';
import { badNumbers, typedNumber } from '../../shared/ui/typed-number';

/** What is asked of every model alike. Numbers as they are typed; empty: as the provider has it. */
export interface ChatSettings {
  /** Id of a client; empty: the playground's own. */
  readonly clientId: string;
  readonly models: readonly string[];
  readonly system: string;
  readonly temperature: string;
  readonly topP: string;
  readonly maxTokens: string;
  readonly isJson: boolean;
  readonly isStream: boolean;
}

export interface Answer {
  readonly model: string;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly text: string;
  readonly reasoning: string;
  readonly facts: AnswerFacts;
  /** Of a failure, as the provider or the gateway has it: `rate_limit_exceeded: …`. */
  readonly problem: string | null;
  readonly request: PlaygroundChatRequest;
  /** The answer's body as it came. */
  readonly raw: string;
}

/** null as long as it is not known. */
export interface AnswerFacts {
  readonly requestId: string | null;
  /** `openai/gpt-5.4-nano`. */
  readonly servedBy: string | null;
  readonly route: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** USD, as the gateway tells it. */
  readonly costUsd: string | null;
  readonly firstTokenMs: number | null;
  readonly tookMs: number | null;
}

export interface Turn {
  readonly prompt: string;
  /** A data URL. */
  readonly image: string | null;
  /** In the order of the models. */
  readonly answers: readonly Answer[];
}

export const NO_FACTS: AnswerFacts = {
  ...{ requestId: null, servedBy: null, route: null, promptTokens: null, completionTokens: null, costUsd: null },
  ...{ firstTokenMs: null, tookMs: null },
};

export const MOST_MODELS = 4;

/** Settings that hold no number though they should; nothing is sent while there are any. */
export function badSettingsOf({ temperature, topP, maxTokens }: ChatSettings): readonly (keyof ChatSettings)[] {
  return badNumbers({ temperature, topP, maxTokens });
}

/** As it begins. */
export function emptyAnswer(request: PlaygroundChatRequest): Answer {
  const { model } = request;
  return { model, request, state: 'running', text: '', reasoning: '', facts: NO_FACTS, problem: null, raw: '' };
}

type Question = Pick<Turn, 'prompt' | 'image'>;

/** The request for the model of one column: its own side of the conversation so far, and the question. */
export function chatRequest(
  settings: ChatSettings,
  column: number,
  turns: readonly Turn[],
  question: Question,
): PlaygroundChatRequest & Record<string, unknown> {
  const before = turns.flatMap((turn) => {
    const answer = turn.answers[column];
    // A turn without an answer would leave two questions side by side, which some providers refuse.
    if (answer === undefined || answer.text === '') return [];
    return [userMessage(turn), { role: 'assistant', content: answer.text }];
  });
  return {
    model: settings.models[column] ?? '',
    messages: [
      ...(settings.system.trim() === '' ? [] : [{ role: 'system', content: settings.system }]),
      ...before,
      userMessage(question),
    ],
    ...numberField('temperature', settings.temperature),
    ...numberField('top_p', settings.topP),
    ...numberField('max_completion_tokens', settings.maxTokens),
    ...(settings.isJson && { response_format: { type: 'json_object' } }),
    ...(settings.isStream && { stream: true, stream_options: { include_usage: true } }),
    ...(settings.clientId !== '' && { clientId: settings.clientId }),
  };
}

function userMessage({ prompt, image }: Question): unknown {
  if (image === null) return { role: 'user', content: prompt };
  const parts = [
    { type: 'text', text: prompt },
    { type: 'image_url', image_url: { url: image } },
  ];
  return { role: 'user', content: parts };
}

function numberField(name: string, typed: string): Record<string, number> {
  const value = typedNumber(typed);
  return value == null ? {} : { [name]: value };
}

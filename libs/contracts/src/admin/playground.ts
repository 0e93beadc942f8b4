/** As for /v1/chat/completions, with all further fields of that endpoint. */
export interface PlaygroundChatRequest {
  readonly model: string;
  readonly messages: readonly unknown[];
  readonly stream?: boolean;
  /** Whose limits and permissions hold, and on whose account it is booked: for administrators. Left out: the playground's own. */
  readonly clientId?: string | null;
}

/** As /v1/chat/completions answers, also as a stream of events. */
export type PlaygroundChatAnswer = Readonly<Record<string, unknown>>;

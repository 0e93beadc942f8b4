/** A `reasoning` field with its text; a quote inside a text is escaped, so no text can pass for a field. */
const REASONING = /"reasoning":\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Some servers (Ollama, resellers) call reasoning `reasoning`, most clients know it as `reasoning_content`: the text is
 * given under both names. Works on the JSON of one event without parsing it.
 */
export function withBothNames(event: string): string {
  if (!event.includes('"reasoning":') || event.includes('"reasoning_content":')) return event;
  return event.replace(REASONING, '"reasoning_content":$1,"reasoning":$1');
}

/** The same for the message of a complete answer; the very same object when it needs nothing. */
export function messageWithBothNames<Message extends Record<string, unknown>>(message: Message): Message {
  const { reasoning, reasoning_content: content } = message;
  return typeof reasoning === 'string' && content === undefined
    ? { ...message, reasoning_content: reasoning }
    : message;
}

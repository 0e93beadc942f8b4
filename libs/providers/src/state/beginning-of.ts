import type { ChatCompletionRequest } from '@app/contracts';

/** What the user said first: it stays while a conversation grows, and tells most conversations apart. Pictures are left out. */
export function beginningOf({ messages }: ChatCompletionRequest): string {
  const content = messages.find(({ role }) => role === 'user')?.content;
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => (typeof text === 'string' ? text : '')).join('\n');
}

import type { ChatCompletionRequest, ChatMessage } from '@app/contracts';

const ENGLISH: ChatMessage = { role: 'system', content: 'Always respond in English.' };

/** DeepSeek drifts into Chinese without a system message; a caller's own message always wins. */
export function withDefaultSystemPrompt(request: ChatCompletionRequest): ChatCompletionRequest {
  const hasSystem = request.messages.some(({ role }) => role === 'system' || role === 'developer');
  return hasSystem ? request : { ...request, messages: [ENGLISH, ...request.messages] };
}

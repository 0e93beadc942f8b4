import type { ChatCompletionRequest } from '@app/contracts';

/** `developer` is OpenAI's new word for `system`; hardly anybody else knows it. */
export function withSystemRole(request: ChatCompletionRequest): ChatCompletionRequest {
  if (!request.messages.some(({ role }) => role === 'developer')) return request;
  const messages = request.messages.map((message) =>
    message.role === 'developer' ? { ...message, role: 'system' } : message,
  );
  return { ...request, messages };
}

import type { ChatCompletionRequest } from '@app/contracts';

/** The request without these fields; one that is `undefined` counts as absent. */
export function withoutFields(request: ChatCompletionRequest, names: readonly string[]): ChatCompletionRequest {
  if (!names.some((name) => request[name] !== undefined)) return request;
  const { model, messages, ...others } = request;
  return { model, messages, ...Object.fromEntries(Object.entries(others).filter(([name]) => !names.includes(name))) };
}

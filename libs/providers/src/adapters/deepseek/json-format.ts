import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withJsonNamed, withSchemaInPrompt } from '../../dialects/openai/patches/json-mode';

/** DeepSeek's chat knows JSON mode only, and wants the word "json" in the prompt. */
export function withKnownFormat(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  const takesSchemas = facts?.requestFlags['json_schema_on_chat'] === true;
  return withJsonNamed(takesSchemas ? request : withSchemaInPrompt(request));
}

import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { withJsonNamed, withSchemaInPrompt } from '../../dialects/openai/patches/json-mode';
import { withSystemRole } from '../../dialects/openai/patches/system-role';

/** `developer` came with the reasoning models; those before them are told by `system`. */
export function withKnownRole(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  return facts?.requestFlags['system_role'] === 'system' ? withSystemRole(request) : request;
}

/** A few models take no schema for their answer: they get it in words. */
export function withKnownFormat(request: ChatCompletionRequest, facts: ModelFacts | undefined): ChatCompletionRequest {
  return facts?.supports['jsonSchema'] === false ? withJsonNamed(withSchemaInPrompt(request)) : request;
}

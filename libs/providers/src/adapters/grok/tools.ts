import type { ChatCompletionRequest } from '@app/contracts';
import { withFunctions, withParameters } from '../../dialects/openai/patches/functions';
import { mapSchema, type Schema } from '../../dialects/openai/patches/json-schema';

/** `additionalProperties: false` is not for the tools of xAI; clients that know it leave it out as well. */
export function withOpenTools(request: ChatCompletionRequest): ChatCompletionRequest {
  return withFunctions(request, (called) => withParameters(called, (schema) => mapSchema(schema, opened)));
}

function opened(schema: Schema): Schema {
  if (schema['additionalProperties'] !== false) return schema;
  const { additionalProperties: _closed, ...others } = schema;
  return others;
}

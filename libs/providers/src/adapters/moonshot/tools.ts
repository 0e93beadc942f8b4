import type { ChatCompletionRequest } from '@app/contracts';
import { isRecord } from '@app/common';
import { withFunctions, withParameters, type ToolFunction } from '../../dialects/openai/patches/functions';
import { moonshotParameters, moonshotSchema } from './moonshot-schema';

/** Tools in Moonshot's own flavour of JSON schema, and without `strict`, which it does not know. */
export function withKnownTools(request: ChatCompletionRequest): ChatCompletionRequest {
  return withFunctions(request, (called) => withParameters(withoutStrict(called), moonshotParameters));
}

/** The schema of the answer in the same flavour. */
export function withKnownFormat(request: ChatCompletionRequest): ChatCompletionRequest {
  const { response_format: format } = request;
  const given: unknown = isRecord(format) ? format['json_schema'] : undefined;
  if (!isRecord(format) || !isRecord(given)) return request;
  const schema = moonshotSchema(given['schema']);
  if (schema === given['schema']) return request;
  return { ...request, response_format: { ...format, json_schema: { ...given, schema } } };
}

function withoutStrict(called: ToolFunction): ToolFunction {
  if (!('strict' in called)) return called;
  const { strict: _strict, ...others } = called;
  return others;
}

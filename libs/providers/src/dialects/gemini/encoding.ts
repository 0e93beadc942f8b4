import type { ChatCompletionRequest, ModelFacts } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import type { ChatCall } from '../../spi/chat';
import { FunctionNames } from './function-names';
import { SchemaBudget } from './schema/schema-budget';

/** One request on its way into Google's words. */
export interface Encoding {
  readonly request: ChatCompletionRequest;
  readonly model: string;
  readonly facts: ModelFacts | undefined;
  readonly names: FunctionNames;
  readonly budget: SchemaBudget;
  /** Top-level fields whose meaning could not be kept whole. */
  readonly adjusted: Set<string>;
}

export function encodingOf({ request, model, facts }: Pick<ChatCall, 'request' | 'model' | 'facts'>): Encoding {
  const names = FunctionNames.of(request);
  return { request, model, facts, names, budget: new SchemaBudget(), adjusted: new Set() };
}

/** The caller asked for something that cannot be said to this model; `param` is where. */
export function unsupported(message: string, param: string): InvalidRequestError {
  return new InvalidRequestError(message, param, 'unsupported_value');
}

import type { ChatCompletionRequest } from '@app/contracts';
import { withoutFields } from '../../dialects/openai/patches/without-fields';

/** Ollama ignores these without a word; left out here, the caller is told. */
const UNSUPPORTED = ['tool_choice', 'parallel_tool_calls', 'logit_bias', 'user', 'n'];

/** Who wants no tool called gets none offered: Ollama would ignore the wish. */
export function withoutUnsupportedFields(request: ChatCompletionRequest): ChatCompletionRequest {
  return withoutFields(request, request.tool_choice === 'none' ? ['tools', ...UNSUPPORTED] : UNSUPPORTED);
}

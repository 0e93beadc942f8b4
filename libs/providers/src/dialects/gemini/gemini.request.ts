import type { ChatCompletionRequest } from '@app/contracts';
import type { ChatCall, EncodedRequest } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { encodingOf, type Encoding } from './encoding';
import type { GeminiRequest } from './gemini.wire';
import { generationConfigOf } from './generation-config';
import { ownFields } from './google-fields';
import { conversationOf } from './messages';
import { serviceTierOf } from './service-tier';
import { toolsOf } from './tool-choice';

/** Fields that have a counterpart; whether it says the same is told by the part that translates it. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'top_k',
  'n',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'stop',
  'logprobs',
  'top_logprobs',
  'response_format',
  'reasoning_effort',
  'modalities',
  'image_config',
  'service_tier',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'functions',
  'function_call',
  'extra_body',
  'safety_settings',
]);

/**
 * Google refuses fields it does not know, so what has no counterpart is left out and reported.
 * @throws InvalidRequestError when the request asks for what cannot be said to the model
 */
export function encodeGeminiRequest(call: ChatCall, provider: ProviderDescription): EncodedRequest {
  const request = patched(call, provider);
  const encoding = encodingOf({ ...call, request });
  const body = JSON.stringify(translated(encoding));
  const method = call.isStream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  return {
    // A name from a caller may hold half a character, which cannot be encoded.
    path: `models/${encodeURIComponent(Buffer.from(call.model).toString())}:${method}`,
    body,
    adjusted: adjustedFields(call.request, request, encoding.adjusted),
  };
}

function translated(encoding: Encoding): GeminiRequest {
  const generationConfig = generationConfigOf(encoding);
  return {
    ...conversationOf(encoding),
    ...toolsOf(encoding),
    ...(Object.keys(generationConfig).length > 0 ? { generationConfig } : {}),
    ...ownFields(encoding),
    ...serviceTierOf(encoding),
  };
}

function patched({ request, facts }: ChatCall, { quirks }: ProviderDescription): ChatCompletionRequest {
  return (quirks.request ?? []).reduce((patchedSoFar, patch) => patch(patchedSoFar, facts), request);
}

function adjustedFields(
  asked: ChatCompletionRequest,
  sent: ChatCompletionRequest,
  adjusted: ReadonlySet<string>,
): string[] {
  return Object.keys(asked).filter(
    (name) =>
      asked[name] !== null &&
      asked[name] !== undefined &&
      (adjusted.has(name) || !UNDERSTOOD.has(name) || asked[name] !== sent[name]),
  );
}

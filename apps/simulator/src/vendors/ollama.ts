import { reasoningTokensAt } from '../answers/token-counts';
import { effortOf, noRemoteImages, onlyRoles } from '../dialects/chat-checks';
import { nativeRoute } from '../dialects/ollama.dialect';
import { openAiDialect } from '../dialects/openai.dialect';
import { bearerKey, type ChatVendor } from '../dialects/openai-vendor';
import type { Refusal } from '../refusal';

const LOCAL_MODELS = [
  'llama3.2:latest',
  'qwen3:latest',
  'mistral:latest',
  'gemma3:1b',
  'gpt-oss:20b',
  'deepseek-r1:8b',
];

const refused = (message: string): Refusal => ({ status: 400, message, type: 'invalid_request_error' });
const canThink = (model: string): boolean => /^(qwen3|gpt-oss|deepseek-r1)/.test(model);

const description: ChatVendor = {
  id: 'ollama',
  basePath: '/v1',
  ownedBy: 'library',
  models: new Set(LOCAL_MODELS),
  // Without a tag, `:latest` is meant.
  isSnapshot: (model) => LOCAL_MODELS.includes(`${model}:latest`),
  checks: [
    onlyRoles(['system', 'user', 'assistant', 'tool'], (message) => refused(`invalid message: ${message}`)),
    noRemoteImages(() => refused('invalid image input')), // It fetches nothing: base64 only.
  ],
  limitFields: ['max_tokens'],
  honoursToolChoice: false, // tool_choice and n are ignored, not refused.
  honoursN: false,
  stream: {
    usage: 'own-chunk',
    nullUsage: false,
    namesOpenFinish: true,
    wholeToolCalls: true,
    finishDelta: {},
    textDelta: (content) => ({ content }),
    reasoningDelta: (text) => ({ content: '', reasoning: text }),
  },
  completionExtras: { system_fingerprint: 'fp_ollama' },
  messageExtras: {},
  choiceExtras: {},
  reasoningField: (model) => (canThink(model) ? 'reasoning' : undefined),
  reasoningTokens: (request, model) => (canThink(model) ? reasoningTokensAt(effortOf(request) ?? 'medium') : 0),
  servedModel: (model) => model,
  // No details: the reasoning is somewhere inside the completion, caching is not told.
  usage: ({ prompt, visible, reasoning }) => ({
    prompt_tokens: prompt,
    completion_tokens: visible + reasoning,
    total_tokens: prompt + visible + reasoning,
  }),
  refuseKey: (headers) => (bearerKey(headers) === 'sim-forbidden' ? { status: 403, message: 'Forbidden' } : undefined),
  unknownModel: (model) => ({ status: 404, message: `model '${model}' not found`, type: 'not_found_error' }),
  describeFault: (status) => ({
    status,
    message: status === 503 ? 'server busy, please try again' : `Simulated failure ${status}.`,
  }),
  errorBody: ({ message, type = 'api_error', param = null, code = null }) => ({
    error: { message, type, param, code },
  }),
  answerHeaders: () => ({}),
  ownRoute: (call) => nativeRoute(LOCAL_MODELS, call),
};

export const ollama = openAiDialect(description);

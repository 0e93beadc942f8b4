import { reasoningTokensAt } from '../answers/token-counts';
import { effortOf, onlyRoles } from '../dialects/chat-checks';
import { openAiDialect } from '../dialects/openai.dialect';
import { answerGrokImages } from '../dialects/openai-images';
import { bearerKey, type ChatCheck, type ChatVendor } from '../dialects/openai-vendor';
import type { Refusal } from '../refusal';
import { openAiUsage } from './openai-usage';

const refused = (message: string): Refusal => ({ status: 400, message });

/** Penalties are refused even at 0, and stop is refused. */
const noPenaltiesOrStop: ChatCheck = (request) => {
  const names = { presence_penalty: 'presencePenalty', frequency_penalty: 'frequencyPenalty', stop: 'stop' };
  for (const [field, name] of Object.entries(names)) {
    if (request[field] != null) return refused(`Argument not supported on this model: ${name}`);
  }
  return undefined;
};

/** 4.20 takes no effort at all, 3-mini low or high, 4.3 none to high, 4.5 and later no `none`, 4.6 and later also xhigh. */
const knownEffort: ChatCheck = (request, model) => {
  const effort = effortOf(request);
  if (effort === undefined || effortsOf(servedBy(model)).includes(effort)) return undefined;
  return refused(`Model ${model} does not support parameter reasoningEffort with value ${effort}.`);
};

function effortsOf(model: string): readonly string[] {
  if (model.startsWith('grok-4.20')) return [];
  if (model === 'grok-3-mini') return ['low', 'high'];
  if (/^grok-4\.[67]/.test(model)) return ['low', 'medium', 'high', 'xhigh'];
  return model === 'grok-4.5' ? ['low', 'medium', 'high'] : ['none', 'low', 'medium', 'high'];
}

const RETIRED = /^grok-(?:3|4|4-0709|4-latest)$/;

/** The retired slugs are answered, named and billed as grok-4.3. */
function servedBy(model: string): string {
  return RETIRED.test(model) ? 'grok-4.3' : model;
}

const description: ChatVendor = {
  id: 'grok',
  basePath: '/v1',
  ownedBy: 'xai',
  models: new Set([
    'grok-3',
    'grok-3-mini',
    'grok-4',
    'grok-4.3',
    'grok-4.20-0309-reasoning',
    'grok-4.20-0309-non-reasoning',
    'grok-4.5',
    'grok-4.6',
    'grok-4.7',
    'grok-build-0.1',
    'grok-imagine-image',
  ]),
  isSnapshot: (model) => ['grok-4-0709', 'grok-4-latest', 'grok-4.3-latest'].includes(model),
  checks: [
    onlyRoles(['system', 'user', 'assistant', 'tool', 'function'], (message) =>
      refused(`Failed to deserialize the JSON body into the target type: ${message}`),
    ),
    noPenaltiesOrStop,
    knownEffort,
  ],
  limitFields: ['max_completion_tokens', 'max_tokens'],
  honoursToolChoice: true,
  honoursN: true,
  stream: {
    usage: 'late-chunks',
    nullUsage: false,
    namesOpenFinish: false,
    wholeToolCalls: true,
    finishDelta: {},
    textDelta: (content) => ({ content }),
    reasoningDelta: (text) => ({ reasoning_content: text }),
  },
  completionExtras: { system_fingerprint: 'fp_simulator' },
  messageExtras: { refusal: null },
  choiceExtras: {},
  reasoningField: (model) =>
    model === 'grok-3-mini' || model.startsWith('grok-build') ? 'reasoning_content' : undefined,
  reasoningTokens: (request, model) =>
    model.includes('non-reasoning') ? 0 : reasoningTokensAt(effortOf(request) ?? 'low'),
  servedModel: servedBy,
  // Reasoning stands outside the completion; only the total holds it.
  usage: (counts) => ({
    ...openAiUsage(counts),
    completion_tokens: counts.visible,
    prompt_tokens_details: {
      text_tokens: counts.prompt,
      audio_tokens: 0,
      image_tokens: 0,
      cached_tokens: counts.cached,
    },
    num_sources_used: 0,
  }),
  refuseKey: (headers) => {
    const key = bearerKey(headers);
    if (key === 'sim-forbidden')
      return {
        status: 403,
        message: 'The caller does not have permission to execute the specified operation',
        code: 'permission-denied',
      };
    return key?.startsWith('sim-')
      ? undefined
      : refused('Incorrect API key provided. You can obtain an API key from https://console.x.ai.');
  },
  unknownModel: (model) => refused(`Model not found: ${model}`),
  describeFault: (status) => {
    if (status === 429) return { status, message: 'Too many requests for this team.', code: 'resource-exhausted' };
    if (status >= 500) return { status, message: 'Service temporarily unavailable.', code: 'unavailable' };
    return { status, message: `Simulated failure ${status}.` };
  },
  errorBody: ({ message, code = 'invalid-argument' }) => ({ code, error: message }),
  answerHeaders: () => ({ 'x-ratelimit-limit-requests': '480', 'x-ratelimit-remaining-requests': '479' }),
  ownRoute: (call) =>
    call.method === 'POST' && call.path === '/images/generations' ? answerGrokImages(description, call) : undefined,
};

export const grok = openAiDialect(description);

import type { IncomingHttpHeaders } from 'node:http';
import { reasoningTokensAt } from '../answers/token-counts';
import { geminiDialect } from '../dialects/gemini.dialect';
import { numberFrom, objectFrom, textFrom, type JsonObject } from '../json-object';
import { refuse, type Refusal } from '../refusal';
import { isGemini3, isImageModel } from './gemini-check';
import { GEMINI_CHECKS, refuseUnknownNames } from './gemini-checks';
import { inCamelCase } from './gemini-request-shape';
import { signatureFor } from './gemini-signatures';

const MODELS = [
  'gemini-2.5-flash-lite', 'gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3-flash-preview', 'gemini-3.1-pro-preview',
  'gemini-3.1-flash-lite', 'gemini-3.5-flash', 'gemini-3.5-flash-lite', 'gemini-3.6-flash', 'gemini-3.7-flash',
  'gemini-3.8-flash', 'gemini-3-pro-image', 'gemini-3.1-flash-image', 'gemini-3.1-flash-lite-image',
]; // prettier-ignore

/** Google counts a budget in tokens; the simulator thinks no longer than this whatever the budget. */
const LONGEST_THOUGHT = 32;

/** 2.5: a budget, 0 is off, and flash-lite is off by default. From 3 on: a level that never is off. */
function thoughtTokens(request: JsonObject, model: string): number {
  const thinking = objectFrom(objectFrom(request.generationConfig).thinkingConfig);
  if (isImageModel(model)) return 0;
  if (isGemini3(model)) return reasoningTokensAt(textFrom(thinking.thinkingLevel)?.toLowerCase() ?? 'high');
  if (!model.startsWith('gemini-2.5')) return 0;
  const budget = numberFrom(thinking.thinkingBudget) ?? (model.includes('lite') ? 0 : -1);
  return budget < 0 ? reasoningTokensAt('medium') : Math.min(budget, LONGEST_THOUGHT);
}

/** A missing key is a 403, a wrong one a 400 with its own reason. Only the header counts. */
function refuseKey(headers: IncomingHttpHeaders): Refusal | undefined {
  const key = headers['x-goog-api-key'];
  if (typeof key !== 'string' || key === 'sim-forbidden')
    return {
      status: 403,
      message: "Method doesn't allow unregistered callers. Please use API Key or other form of API consumer identity.",
    };
  return key.startsWith('sim-')
    ? undefined
    : { status: 400, message: 'API key not valid. Please pass a valid API key.', code: 'API_KEY_INVALID' };
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

function errorBody({ status, message, code, retryAfterSeconds }: Refusal): unknown {
  const details = [
    ...(code ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'googleapis.com' }] : []),
    ...(status === 429
      ? [
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [{ quotaMetric: 'generate_content_requests' }],
          },
        ]
      : []),
    ...(retryAfterSeconds === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterSeconds}s` }]),
  ];
  return {
    error: {
      code: status,
      message,
      status: STATUS_NAMES[status] ?? 'UNKNOWN',
      ...(details.length > 0 ? { details } : {}),
    },
  };
}

export const gemini = geminiDialect({
  models: MODELS,
  checks: GEMINI_CHECKS,
  normalise: (body) => {
    const refusal = refuseUnknownNames(body);
    return refusal ? refuse(refusal) : inCamelCase(body);
  },
  refuseKey,
  thoughtTokens,
  signatureFor: (text, model) => (isGemini3(model) || model.startsWith('gemini-2.5') ? signatureFor(text) : undefined),
  isImageModel,
  describeFault: (status) => ({
    status,
    message: status === 429 ? 'You exceeded your current quota.' : 'The model is overloaded. Please try again later.',
  }),
  errorBody,
});

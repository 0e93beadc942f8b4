import { isRecord, redacted } from '@app/common';
import type { ProviderDescription } from '../spi/provider';
import { UpstreamError } from '../spi/upstream.error';

const MAX_MESSAGE_CHARS = 2_000;
/** A provider that asks for more patience than this is quoted no further. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

export interface ErrorAnswer {
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface ErrorFacts {
  readonly message: string | undefined;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** One mapping from every vendor's error shapes to ours; the only place that reads an upstream's status code. */
export function errorOfAnswer(
  provider: ProviderDescription,
  answer: ErrorAnswer,
  apiKey: string | undefined,
): UpstreamError {
  const facts = factsOf(answer.body);
  // Redacted before it is cut: half a secret is still one.
  const said = redacted(facts.message ?? `status ${answer.httpStatus}`, apiKey ? [apiKey] : []).slice(
    0,
    MAX_MESSAGE_CHARS,
  );
  const { httpStatus } = answer;
  const common = { providerId: provider.id, upstreamStatus: httpStatus };
  // A model the account may not use is the caller's choice of model, not a fault of the provider or of the key.
  const isModelRefused = httpStatus === 403 && (facts.code === 'model_not_found' || facts.param === 'model');
  const isKeyRefused =
    httpStatus === 401 ||
    (httpStatus === 403 && !isModelRefused) ||
    provider.quirks.isKeyRefusal?.(httpStatus, facts.message ?? '') === true;
  if (isKeyRefused) {
    return new UpstreamError({
      ...common,
      message: `Provider "${provider.id}" refused the gateway's own key (status ${httpStatus}); the operator has to check it.`,
      code: 'provider_key_refused',
      httpStatus: 502,
      retryable: true,
      isProviderFault: true,
    });
  }
  if (httpStatus === 402) {
    return new UpstreamError({
      ...common,
      message: `Provider "${provider.id}" refused for lack of balance; the operator has to top up the account.`,
      code: 'provider_balance_exhausted',
      httpStatus: 502,
      retryable: true,
      isProviderFault: true,
    });
  }
  if (httpStatus === 429 || httpStatus === 408) {
    const retryAfterSeconds = retryAfterOf(answer.headers) ?? facts.retryAfterSeconds;
    return new UpstreamError({
      ...common,
      message: said,
      code: facts.code ?? 'rate_limit_exceeded',
      httpStatus: 429,
      retryable: true,
      isProviderFault: false,
      ...(retryAfterSeconds === undefined
        ? {}
        : { retryAfterSeconds: Math.min(retryAfterSeconds, MAX_RETRY_AFTER_SECONDS) }),
    });
  }
  if (httpStatus >= 400 && httpStatus < 500) {
    const isMissingModel = isModelRefused || (httpStatus === 404 && facts.code === undefined);
    return new UpstreamError({
      ...common,
      message: said,
      code: isMissingModel ? 'model_not_found' : (facts.code ?? 'invalid_request'),
      // 422 is DeepSeek's word for a refused parameter; OpenAI says 400.
      httpStatus: httpStatus === 422 ? 400 : isModelRefused ? 404 : httpStatus,
      param: facts.param ?? null,
      retryable: false,
      isProviderFault: false,
    });
  }
  return new UpstreamError({
    ...common,
    message: `Provider "${provider.id}" failed: ${said}`,
    code: 'provider_error',
    httpStatus: httpStatus === 503 || httpStatus === 504 ? httpStatus : 502,
    retryable: true,
    isProviderFault: true,
    ...(retryAfterOf(answer.headers) === undefined ? {} : { retryAfterSeconds: retryAfterOf(answer.headers) }),
  });
}

/** Reads `{error:{message,code,param}}`, Google's `{error:{status,details}}` (bare or in an array) and xAI's `{code,error:"text"}`. */
function factsOf(body: string): ErrorFacts {
  const parsed = tryParse(body);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (!isRecord(first))
    return { message: textOrUndefined(body), code: undefined, param: undefined, retryAfterSeconds: undefined };
  const { error } = first;
  if (!isRecord(error)) {
    return {
      message: textOrUndefined(error) ?? textOrUndefined(first['message']),
      code: codeOf(first['code']),
      param: undefined,
      retryAfterSeconds: undefined,
    };
  }
  return {
    message: textOrUndefined(error['message']),
    code: codeOf(error['code']),
    param: textOrUndefined(error['param']),
    retryAfterSeconds: googleRetryDelay(error['details']),
  };
}

/** Google puts the HTTP status where OpenAI has a word; only words are codes. */
function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/.test(value) ? value : undefined;
}

function googleRetryDelay(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const delay: unknown = details.find((detail: unknown) => isRecord(detail) && 'retryDelay' in detail);
  const seconds = isRecord(delay) ? Number.parseFloat(String(delay['retryDelay'])) : Number.NaN;
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterOf(headers: ErrorAnswer['headers']): number | undefined {
  const inMs = Number(single(headers['retry-after-ms']) ?? Number.NaN);
  if (Number.isFinite(inMs) && inMs >= 0) return inMs / 1000;
  const text = single(headers['retry-after']);
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds : undefined;
  const until = (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function textOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: many proxies answer in HTML; the status tells the story then.
    return undefined;
  }
}

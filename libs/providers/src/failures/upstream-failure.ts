import { redacted } from '@app/common';
import type { ProviderDescription } from '../spi/provider';
import { UpstreamError, type UpstreamFailure } from '../spi/upstream.error';
import { factsOf, factsOfText, type ErrorFacts } from './error-facts';
import { kindOf, statusInside, type FailureKind } from './failure-kind';
import { delayInHeaders, type AnswerHeaders } from './retry-delay';

const MAX_MESSAGE_CHARS = 2_000;
/** A provider that asks for more patience than this is quoted no further. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

export interface ErrorAnswer {
  readonly httpStatus: number;
  readonly headers: AnswerHeaders;
  readonly body: string;
}

/** What the mapping has to know of a provider. */
export type FailingProvider = Pick<ProviderDescription, 'id' | 'quirks'>;

/** An HTTP answer that is an error, in any vendor's shape. The only place that reads an upstream's status code. */
export function failureOfAnswer(
  provider: FailingProvider,
  { httpStatus, headers, body }: ErrorAnswer,
  apiKey: string | undefined,
): UpstreamError {
  const failure = describedFailure(provider, httpStatus, factsOfText(body), apiKey ? [apiKey] : []);
  const delay = delayInHeaders(headers, Date.now());
  return new UpstreamError({ ...failure, upstreamStatus: httpStatus, ...(delay === undefined ? {} : patience(delay)) });
}

/** An error inside an answer or a stream that began as a success; `body` is what holds the `error`. */
export function failureInBody(provider: FailingProvider, body: unknown): UpstreamError {
  const facts = factsOf(body);
  return new UpstreamError(describedFailure(provider, statusInside(facts), facts, []));
}

function describedFailure(
  { id, quirks }: FailingProvider,
  httpStatus: number,
  facts: ErrorFacts,
  secrets: readonly string[],
): UpstreamFailure {
  const message = facts.message ?? '';
  // Redacted before it is cut: half a secret is still one.
  const said = redacted(message === '' ? `status ${httpStatus}` : message, secrets).slice(0, MAX_MESSAGE_CHARS);
  const kind = kindOf(httpStatus, facts, quirks.isKeyRefusal?.(httpStatus, message) === true);
  return {
    providerId: id,
    ...aspectsOf(kind, id, httpStatus, facts, said),
    ...(facts.delaySeconds === undefined ? {} : patience(facts.delaySeconds)),
  };
}

function patience(seconds: number): { retryAfterSeconds: number } {
  return { retryAfterSeconds: Math.min(seconds, MAX_RETRY_AFTER_SECONDS) };
}

type Aspects = Omit<UpstreamFailure, 'providerId' | 'upstreamStatus' | 'retryAfterSeconds'>;

function aspectsOf(kind: FailureKind, providerId: string, status: number, facts: ErrorFacts, said: string): Aspects {
  const ours = { httpStatus: 502, retryable: true, isProviderFault: true };
  const type = facts.type === undefined ? {} : { type: facts.type };
  const callers = { message: said, param: facts.param ?? null, retryable: false, isProviderFault: false, ...type };
  const limit = { message: said, httpStatus: 429, retryable: true, isProviderFault: false };
  switch (kind) {
    case 'key': {
      const message = `Provider "${providerId}" refused the gateway's own key (status ${status}); the operator has to check it.`;
      return { ...ours, message, code: 'provider_key_refused', isKeyRefused: true, shouldRetry: false };
    }
    case 'balance': {
      const message = `Provider "${providerId}" refused for lack of balance; the operator has to top up the account.`;
      return { ...ours, message, code: 'provider_balance_exhausted', shouldRetry: false };
    }
    case 'quota':
      return { ...limit, code: 'insufficient_quota', shouldRetry: false };
    case 'rate_limit':
      return { ...limit, code: facts.code ?? 'rate_limit_exceeded' };
    case 'overload':
      return { ...limit, code: 'provider_overloaded' };
    case 'model': {
      // Another target of a group may have the model, or one in its place. A full error in OpenAI's form stays as it is.
      const isOwnWord = status === 400 && facts.code !== undefined && facts.param === 'model';
      const code = isOwnWord ? (facts.code ?? '') : 'model_not_found';
      return { ...callers, httpStatus: isOwnWord ? 400 : 404, code, retryable: true };
    }
    case 'context':
      return { ...callers, httpStatus: 400, code: 'context_length_exceeded' };
    case 'content':
      return { ...callers, httpStatus: 400, code: 'content_filter' };
    case 'request':
      // 422 is DeepSeek's word for a refused parameter; OpenAI says 400.
      return {
        ...callers,
        httpStatus: status === 422 ? 400 : status,
        code: facts.code ?? facts.givenCode ?? 'invalid_request',
      };
    case 'provider': {
      const message = `Provider "${providerId}" failed: ${said}`;
      return { ...ours, message, httpStatus: status === 503 || status === 504 ? status : 502, code: 'provider_error' };
    }
  }
}

import type { ErrorFacts } from './error-facts';

/** What went wrong, whoever said it and however. */
export type FailureKind =
  /** Our own key was refused. */
  | 'key'
  /** The account has no money left. */
  | 'balance'
  /** A quota that waiting does not refill. */
  | 'quota'
  | 'rate_limit'
  /** The provider calls its own overload a rate limit. */
  | 'overload'
  | 'model'
  | 'context'
  | 'content'
  | 'request'
  | 'provider';

/** Enough of a message to tell its kind. */
const READ_CHARS = 4_000;
/** From this delay on Google speaks of a quota for the day, not for the minute. */
const LONGEST_PAUSE_SECONDS = 60;

const NO_BALANCE =
  /\b(?:insufficient|no|low) (?:account )?balance\b|\bbalance\b.{0,40}\b(?:insufficient|too low|exhausted)/i;
const NO_QUOTA_WORD = /quota|balance|billing|credit/;
const NO_QUOTA = /\b(?:current quota|out of credits?|credit balance|spending limit|monthly budget)\b/i;
const NO_MODEL =
  /\bmodels?\b.{0,200}?\b(?:not found|does not exist|not exist|no longer available|has been (?:deprecated|retired|shut down))|\bnot found the model\b/i;
const TOO_LONG =
  /\b(?:maximum|max) context length\b|\bcontext window\b|\bprompt (?:is )?too long\b|\btoken count\b.{0,60}\bexceeds\b/i;

/** Meaning of the words by which errors inside an answer are known, as the status they would have had; the first counts. */
const STATUS_OF_WORD: readonly (readonly [RegExp, number])[] = [
  [/rate_limit|resource_exhausted|quota|too_many_requests/, 429],
  [/overloaded|unavailable/, 503],
  [/timeout|deadline_exceeded/, 504],
  [/server_error|internal|api_error|cancelled/, 500],
  [/authentication|unauthenticated|invalid_api_key/, 401],
  [/permission/, 403],
  [/not_found/, 404],
  [/invalid|unsupported|context_length|content_filter|failed_precondition|out_of_range/, 400],
];

/** The status an error would have had, had it not come inside an answer that began as a success. */
export function statusInside({ status, words }: ErrorFacts): number {
  return status ?? STATUS_OF_WORD.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? 500;
}

/** `isKeyRefusal` adds what only this vendor's adapter can tell. */
export function kindOf(httpStatus: number, facts: ErrorFacts, isKeyRefusal: boolean): FailureKind {
  const message = (facts.message ?? '').slice(0, READ_CHARS);
  const says = (pattern: RegExp): boolean => facts.words.some((word) => pattern.test(word));
  if (isKeyRefusal || httpStatus === 401) return 'key';
  if (httpStatus < 500 && says(/^(?:api_key_(?:invalid|expired|service_blocked)|invalid_api_key)$/)) return 'key';
  if (httpStatus === 402) return 'balance';
  if (httpStatus === 403) return kindOfForbidden(facts, message, says);
  if (httpStatus === 429 || httpStatus === 408) return kindOfLimit(facts, message, says);
  // 499 means that the other side cancelled; we did not, so it failed.
  if (httpStatus < 400 || httpStatus >= 500 || httpStatus === 499) return 'provider';
  if (isModelMissing(httpStatus, facts, message)) return 'model';
  if (says(/context_length_exceeded/) || TOO_LONG.test(message)) return 'context';
  return says(/content_filter/) ? 'content' : 'request';
}

type Says = (pattern: RegExp) => boolean;

/** A model the account may not use is the caller's choice of model, not a fault of the provider or of the key. */
function kindOfForbidden({ code, param }: ErrorFacts, message: string, says: Says): FailureKind {
  if (code === 'model_not_found' || param === 'model') return 'model';
  return says(NO_QUOTA_WORD) || NO_BALANCE.test(message) || NO_QUOTA.test(message) ? 'balance' : 'key';
}

function kindOfLimit({ isLimitZero, delaySeconds }: ErrorFacts, message: string, says: Says): FailureKind {
  if (isLimitZero || says(NO_QUOTA_WORD) || NO_BALANCE.test(message)) return 'quota';
  // Google says "current quota" of every limit, and tells by the delay which of them it was.
  if (delaySeconds === undefined && NO_QUOTA.test(message)) return 'quota';
  if (says(/resource_exhausted/) && (delaySeconds ?? 0) > LONGEST_PAUSE_SECONDS) return 'quota';
  return says(/overloaded/) ? 'overload' : 'rate_limit';
}

/** What else a request may name that is not there; of the caller's making, and no reason to leave the model alone. */
const OTHER_THING = /\b(?:file|vector store|conversation|assistant|thread|response|prompt)\b/i;

/** 404 for a model's sake, or a 400 that says so: DeepSeek and xAI know no other. */
function isModelMissing(httpStatus: number, { code }: ErrorFacts, message: string): boolean {
  if (code === 'model_not_found') return true;
  const isOther = OTHER_THING.test(message) && !/\bmodel/i.test(message);
  if (httpStatus === 404 && (code === undefined || code === 'not_found') && !isOther) return true;
  return (httpStatus === 400 || httpStatus === 404) && NO_MODEL.test(message);
}

import { isRecord, redacted } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';
import { differing, unless } from './differing';

const ENVELOPE = ['code', 'message', 'param', 'type'];
/** A vendor's word for what happened, as OpenAI's codes are written; numbers, upper case and names of types are not. */
const CODE = /^(?!.*_error$)[a-z][a-z0-9_.-]*$/;
/** Some vendors answer 400 to a wrong key, and say it in words alone. */
const KEY_REFUSED = /\bAPI key\b.*\b(?:not valid|invalid)\b|\b(?:incorrect|invalid) API key\b/i;
const TOO_LONG = /\bcontext (?:length|window)\b/i;
const RATE_CODES = ['rate_limit_exceeded', 'insufficient_quota', 'provider_overloaded'];
/** The gateway quotes no more of a message. */
const QUOTED_CHARS = 1_500;

/** An answer that is no success: its status and envelope, and that the vendor's reason got through. */
export function refusal(recorded: RecordedCase, answer: Answer<unknown>, row: RequestRecord): string[] {
  const said = recorded.expected.error;
  const status = statusForClient(recorded);
  return [
    ...differing('status', status, answer.httpStatus),
    ...envelope(answer),
    ...codeOf(recorded, answer),
    ...(isOperatorsMatter(recorded) ? [] : quoted(said?.message ?? null, answer)),
    ...differing('row outcome', 'failed', row.outcome),
    ...differing('row status', status, row.httpStatus),
    ...differing('row error code', answer.failure?.code ?? null, row.errorCode),
  ];
}

/** A stream that began well and failed: the client is told with an error event. */
export function brokenStream(recorded: RecordedCase, answer: Answer<unknown>, row: RequestRecord): string[] {
  return [
    ...differing('status', 200, answer.httpStatus),
    ...(answer.failure ? envelope(answer) : ['error: expected an error event, got a stream that ends well']),
    ...quoted(recorded.expected.error?.message ?? null, answer),
    ...differing('row outcome', 'failed', row.outcome),
    ...unless(row.httpStatus >= 400, `row status: expected a failure's, got ${row.httpStatus}`),
  ];
}

/** A provider that filtered every picture out still says 200; OpenAI's word for it is a refusal. */
export function filteredOut({ expected }: RecordedCase, answer: Answer<unknown>, row: RequestRecord): string[] {
  return [
    ...differing('status', 400, answer.httpStatus),
    ...envelope(answer),
    ...differing('error code', 'content_policy_violation', answer.failure?.code ?? null),
    ...quoted(expected.filtered?.[0] ?? null, answer),
    ...differing('row outcome', 'failed', row.outcome),
    ...differing('row status', 400, row.httpStatus),
  ];
}

/** The gateway's own key was refused: the operator's matter, so the client gets 502. */
function isKeyRefusal({ status, expected }: RecordedCase): boolean {
  return status === 401 || status === 403 || (status === 400 && KEY_REFUSED.test(expected.error?.message ?? ''));
}

/** Neither the key nor the balance is the client's, so the vendor's words about them stay here. */
function isOperatorsMatter(recorded: RecordedCase): boolean {
  return isKeyRefusal(recorded) || recorded.status === 402;
}

/** What a vendor's status becomes: what is wrong between us and a provider is not the caller's fault. */
function statusForClient(recorded: RecordedCase): number {
  const { status } = recorded;
  if (isOperatorsMatter(recorded)) return 502;
  if (status === 408) return 429;
  if (status === 422) return 400;
  return status < 500 || status === 503 || status === 504 ? status : 502;
}

function envelope({ failure }: Answer<unknown>): string[] {
  const body = failure?.body;
  return isRecord(body)
    ? differing('error fields', ENVELOPE, Object.keys(body).sort())
    : [`error: expected OpenAI's envelope, got ${failure?.message ?? 'a success'}`];
}

function codeOf(recorded: RecordedCase, { failure }: Answer<unknown>): string[] {
  const code = failure?.code ?? null;
  if (isKeyRefusal(recorded)) return differing('error code', 'provider_key_refused', code);
  if (recorded.status === 402) return differing('error code', 'provider_balance_exhausted', code);
  const { code: given, message } = recorded.expected.error ?? {};
  if (recorded.status === 400 && TOO_LONG.test(message ?? ''))
    return differing('error code', 'context_length_exceeded', code);
  if (recorded.status < 500 && typeof given === 'string' && CODE.test(given))
    return differing('error code', given, code);
  if (recorded.status === 429)
    return unless(RATE_CODES.includes(code ?? ''), `error code: expected ${RATE_CODES.join(' or ')}, got ${code}`);
  if (recorded.status === 404) return differing('error code', 'model_not_found', code);
  return unless(code !== null, 'error code: expected one, got none');
}

/** The gateway may put words before the vendor's, and leaves out what looks like a secret. */
export function quoted(message: string | null, { failure }: Answer<unknown>): string[] {
  if (message === null) return [];
  const expected = redacted(message.trim()).slice(0, QUOTED_CHARS);
  return failure?.message.includes(expected) ? [] : differing('error message', expected, failure?.message);
}

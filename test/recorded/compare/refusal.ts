import { isRecord, redacted } from '@app/common';
import type { RequestRecord } from '@app/contracts';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';
import { differing, unless } from './differing';

const ENVELOPE = ['code', 'message', 'param', 'type'];
/** A vendor's word for what happened, as OpenAI's codes are written; upper case and numbers are other dialects. */
const CODE = /^[a-z][a-z0-9_.-]*$/;
/** Some vendors answer 400 to a wrong key, and say it in words alone. */
const KEY_REFUSED = /\bAPI key\b.*\b(?:not valid|invalid)\b|\b(?:incorrect|invalid) API key\b/i;
const RATE_CODES = ['rate_limit_exceeded', 'insufficient_quota'];
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
    ...(isKeyRefusal(recorded) ? [] : quoted(said?.message ?? null, answer)),
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

/** The gateway's own key was refused: the operator's matter, so the client gets 502. */
function isKeyRefusal({ status, expected }: RecordedCase): boolean {
  return status === 401 || status === 403 || (status === 400 && KEY_REFUSED.test(expected.error?.message ?? ''));
}

/** What a vendor's status becomes: no key of ours, no balance of ours and no fault of a provider is the caller's. */
function statusForClient(recorded: RecordedCase): number {
  const { status } = recorded;
  if (isKeyRefusal(recorded) || status === 402) return 502;
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
  const given = recorded.expected.error?.code;
  if (recorded.status < 500 && typeof given === 'string' && CODE.test(given))
    return differing('error code', given, code);
  if (recorded.status === 429)
    return unless(RATE_CODES.includes(code ?? ''), `error code: expected ${RATE_CODES.join(' or ')}, got ${code}`);
  if (recorded.status === 404) return differing('error code', 'model_not_found', code);
  return unless(code !== null || recorded.status < 500, 'error code: expected one, got none');
}

/** The gateway may put words before the vendor's, and leaves out what looks like a secret. */
function quoted(message: string | null, { failure }: Answer<unknown>): string[] {
  if (message === null) return [];
  const expected = redacted(message.trim()).slice(0, QUOTED_CHARS);
  return failure?.message.includes(expected) ? [] : differing('error message', expected, failure?.message);
}

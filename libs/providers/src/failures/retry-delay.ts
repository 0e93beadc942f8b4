import { isRecord } from '@app/common';

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 };
/** Beyond this, a number is no span of seconds but a moment since 1970. */
const LONGEST_SPAN_SECONDS = 31_536_000;

/**
 * How long the provider asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date, or the reset of a rate
 * limit of which nothing remains (in OpenAI's form `1m30s`, or a bare number).
 */
export function delayInHeaders(headers: AnswerHeaders, nowMs: number): number | undefined {
  const inMs = Number(single(headers['retry-after-ms']) ?? Number.NaN);
  if (Number.isFinite(inMs) && inMs >= 0) return inMs / 1_000;
  const text = single(headers['retry-after']);
  if (text === undefined) return delayOfLimits(headers, nowMs);
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds : undefined;
  const until = (Date.parse(text) - nowMs) / 1_000;
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

/** Google's RetryInfo: `{ "retryDelay": "46s" }` among the details. */
export function delayInDetails(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const info: unknown = details.find((detail: unknown) => isRecord(detail) && 'retryDelay' in detail);
  const delay = isRecord(info) ? info['retryDelay'] : undefined;
  return typeof delay === 'string' ? secondsOf(delay) : undefined;
}

/** "Please retry in 48.9s", "try again in 1m2s", "try again after 3 seconds": some say it in the message only. */
export function delayInMessage(message: string): number | undefined {
  const said = /\b(?:retry|try again) (?:in|after) ((?:\d{1,9}(?:\.\d{1,9})? ?(?:ms|seconds?|s|minutes?|m|h)){1,3})\b/i;
  const span = said.exec(message)?.[1];
  return span === undefined
    ? undefined
    : secondsOf(span.replace(/ ?(?:seconds?)/i, 's').replace(/ ?(?:minutes?)/i, 'm'));
}

function delayOfLimits(headers: AnswerHeaders, nowMs: number): number | undefined {
  const delays = ['', '-requests', '-tokens']
    .filter((kind) => Number(single(headers[`x-ratelimit-remaining${kind}`]) ?? Number.NaN) <= 0)
    .map((kind) => resetOf(single(headers[`x-ratelimit-reset${kind}`]), nowMs))
    .filter((delay) => delay !== undefined);
  return delays.length === 0 ? undefined : Math.max(...delays);
}

function resetOf(text: string | undefined, nowMs: number): number | undefined {
  const number = Number(text ?? Number.NaN);
  if (!Number.isFinite(number)) return text === undefined ? undefined : secondsOf(text);
  if (number < 0) return undefined;
  return number < LONGEST_SPAN_SECONDS ? number : Math.max(0, number - nowMs / 1_000);
}

/** `46s`, `1.5s`, `12ms`, `1m30s`. */
function secondsOf(span: string): number | undefined {
  if (!/^(?:\d{1,15}(?:\.\d{1,9})?(?:ms|[smhd]))+$/.test(span)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of span.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
    seconds += Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 0);
  }
  return seconds;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

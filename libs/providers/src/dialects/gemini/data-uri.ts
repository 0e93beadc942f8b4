export interface InlineData {
  readonly mimeType: string;
  readonly data: string;
}

const HEAD = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w.+-]+=[^;,]*)*)(;base64)?$/i;
/** Long enough for any honest head; what stands behind the comma may be megabytes. */
const MOST_HEAD_CHARS = 500;
const BASE64 = /^[A-Za-z0-9+/_-]+$/;
const PADDING = /={1,2}$/;
/** A pattern that runs over many megabytes at once can exhaust the stack. */
const CHECKED_AT_ONCE = 1_000_000;

/** What keeps a text from being inline data, in words for the caller; or the data. */
export function readDataUri(uri: string): InlineData | string {
  const comma = uri.slice(0, MOST_HEAD_CHARS).indexOf(',');
  const [, mimeType, , base64] = (comma < 0 ? undefined : HEAD.exec(uri.slice(0, comma))) ?? [];
  if (mimeType === undefined) return 'it is no data URI that names its media type';
  if (base64 === undefined) return 'its data URI is not base64';
  const data = uri.slice(comma + 1);
  return isBase64(data) ? { mimeType: mimeType.toLowerCase(), data } : 'its base64 is broken';
}

export function isBase64(text: string): boolean {
  const digits = text.slice(-2).includes('=') ? text.replace(PADDING, '') : text;
  if (digits === '' || digits.length % 4 === 1) return false;
  for (let start = 0; start < digits.length; start += CHECKED_AT_ONCE)
    if (!BASE64.test(digits.slice(start, start + CHECKED_AT_ONCE))) return false;
  return true;
}

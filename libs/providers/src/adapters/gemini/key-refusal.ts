/** Google answers a wrong key with 400 (reason API_KEY_INVALID) and this sentence. */
export function isKeyRefusal(httpStatus: number, message: string): boolean {
  return httpStatus === 400 && /\bapi key (?:not valid|expired|not found)\b/i.test(message);
}

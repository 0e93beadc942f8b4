/** xAI answers a wrong key with 400 and a sentence, not with 401. */
export function isKeyRefusal(httpStatus: number, message: string): boolean {
  return httpStatus === 400 && /\b(?:incorrect|invalid) api key\b/i.test(message);
}

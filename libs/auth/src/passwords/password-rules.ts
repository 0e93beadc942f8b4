import { randomInt } from 'node:crypto';
import { WeakPasswordError } from './password.errors';

/** What the first login has before it is changed. */
export const DEFAULT_PASSWORD = 'admin123';
const MIN_CHARS = 12;
/** Long enough for any passphrase; a limit because every byte is hashed. */
const MAX_BYTES = 256;
/** A text of three characters repeated is no longer than its three characters. */
const MAX_REPEATED_CHARS = 3;

/** @throws WeakPasswordError that says what is wrong; `param` names the field it came in */
export function checkNewPassword(username: string, password: string, param: string): void {
  const problem = problemOf(username, password);
  if (problem !== undefined) throw new WeakPasswordError(problem, param);
}

/** A password that is shown once: 20 characters that are hard to confuse, about 100 bits. */
export function oneTimePassword(): string {
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, anyCharacter).join('')).join('-');
}

const CLEAR_CHARACTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const anyCharacter = (): string => CLEAR_CHARACTERS.charAt(randomInt(CLEAR_CHARACTERS.length));

function problemOf(username: string, password: string): string | undefined {
  const folded = password.toLowerCase();
  if (isMadeOf(folded, DEFAULT_PASSWORD)) return 'A password cannot be the default one, nor made of it.';
  if (Array.from(password).length < MIN_CHARS) return `A password has at least ${MIN_CHARS} characters.`;
  if (Buffer.byteLength(password) > MAX_BYTES) return `A password has at most ${MAX_BYTES} bytes.`;
  const name = username.toLowerCase();
  if (isMadeOf(folded, name) || isMadeOf(folded, Array.from(name).reverse().join('')))
    return 'A password cannot be the username, nor the username reversed or repeated.';
  for (let length = 1; length <= MAX_REPEATED_CHARS; length += 1) {
    if (isMadeOf(folded, folded.slice(0, length))) return 'A password cannot be the same few characters over and over.';
  }
  return undefined;
}

/** Whether the text is the part, once or several times, the last time perhaps cut short. */
function isMadeOf(text: string, part: string): boolean {
  return (
    text !== '' &&
    part !== '' &&
    text.length >= part.length &&
    part.repeat(Math.ceil(text.length / part.length)).startsWith(text)
  );
}

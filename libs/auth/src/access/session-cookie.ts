/** Sent by browsers to /api only. */
export const SESSION_COOKIE = 'gophergate_session';
const PREFIX = `${SESSION_COOKIE}=`;

/** The token in a `Cookie` header; the first where there are several, as browsers put the most specific path first. */
export function sessionTokenOf(cookies: string | undefined): string | undefined {
  const cookie = cookies?.split(';').find((part) => part.trimStart().startsWith(PREFIX));
  const token = cookie?.trim().slice(PREFIX.length);
  return token === '' ? undefined : token;
}

import type { IssuedLogin } from '@app/auth';
import type { User } from '@app/contracts';

/** What may be known of a user: never the hash of the password. */
export function shownUser({
  passwordHash: _,
  sessionVersion: __,
  ...user
}: User): Omit<User, 'passwordHash' | 'sessionVersion'> {
  return user;
}

/** In words, with the password where one was made. */
export function loginText(what: string, { oneTimePassword }: IssuedLogin): string {
  const password = oneTimePassword === null ? '' : ` The password is shown only now:\n\n  ${oneTimePassword}\n\n`;
  return `${what}${password}${password === '' ? ' ' : ''}It has to be changed at the next login.`;
}

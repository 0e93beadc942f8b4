import { InvalidRequestError } from '@app/common';

const USERNAME = /^[a-z0-9][a-z0-9._@+-]{0,63}$/;

/** As it is stored and looked up: "Admin" and "admin" must not be two people. */
export function usernameOf(text: string): string {
  return text.trim().toLowerCase();
}

/** @throws InvalidRequestError */
export function checkedUsername(text: string): string {
  const username = usernameOf(text);
  if (USERNAME.test(username)) return username;
  throw new InvalidRequestError(
    'A username has 1 to 64 letters (a-z), digits, or the characters . _ @ + -, and begins with a letter or digit.',
    'username',
  );
}

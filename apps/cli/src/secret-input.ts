import { text } from 'node:stream/consumers';
import { InvalidRequestError } from '@app/common';

/** Where a secret comes from: never from an argument, which every process of the machine can read. */
export interface SecretInput {
  readonly isTTY?: boolean;
  readonly stream: NodeJS.ReadableStream;
}

const THIS_INPUT: SecretInput = {
  get isTTY() {
    return process.stdin.isTTY;
  },
  get stream() {
    return process.stdin;
  },
};

/**
 * One secret from standard input, without the line break at its end.
 * @throws InvalidRequestError when a person would have to type it in the open, or nothing came
 */
export async function secretFromStdin(what: string, input: SecretInput = THIS_INPUT): Promise<string> {
  if (input.isTTY)
    throw new InvalidRequestError(`Give ${what} on standard input from a file or a program, so that nobody reads it.`);
  const secret = (await text(input.stream)).trim();
  if (secret === '') throw new InvalidRequestError(`This waits for ${what} on standard input, and nothing came.`);
  return secret;
}

import { createInterface } from 'node:readline/promises';
import { InvalidRequestError } from '@app/common';

export interface ConfirmOptions {
  readonly yes?: boolean;
}

/** Where a person can be asked. */
export interface Terminal {
  readonly isInteractive: boolean;
  ask(question: string): Promise<string>;
}

/**
 * Asked before anything is destroyed. Goes on after a yes, or with `--yes`.
 * @throws InvalidRequestError otherwise: a script that forgot `--yes` is told so, and nothing has happened
 */
export async function confirm(
  what: string,
  options: ConfirmOptions | undefined,
  terminal: Terminal = THIS_TERMINAL,
): Promise<void> {
  if (options?.yes) return;
  if (!terminal.isInteractive) throw new InvalidRequestError(`${what} Say --yes if that is what you want.`);
  const answer = await terminal.ask(`${what} Go on? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new InvalidRequestError('Nothing was done.');
}

/** Questions go to standard error: standard output is for results. */
const THIS_TERMINAL: Terminal = {
  get isInteractive() {
    return process.stdin.isTTY && process.stderr.isTTY;
  },
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};

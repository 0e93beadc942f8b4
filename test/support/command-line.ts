import { Readable } from 'node:stream';
import { CommandFactory } from 'nest-commander';
import { exitAfterParsing, reportFailure } from '../../apps/cli/src/exit-code';
import { moduleFor } from '../../apps/cli/src/modules';
import { loadConfig, type Environment } from '@app/config';
import { PROVIDERS } from '@app/providers';

/** What came of a call. */
export interface Call {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Thrown in the place of an end of the process. */
class Ended extends Error {
  constructor(readonly code: number) {
    super(`ended with ${code}`);
  }
}

function rethrowEnd(error: unknown): void {
  if (error instanceof Ended) throw error;
  reportFailure(error);
}

/** The command line in this process: a call takes as long as it takes to open the database. */
export class CommandLine {
  constructor(private readonly environment: Environment) {}

  async call(args: readonly string[], stdin = ''): Promise<Call> {
    const written = { stdout: '', stderr: '' };
    const before = { argv: process.argv, exitCode: process.exitCode };
    const spies = (['stdout', 'stderr'] as const).map((name) =>
      jest.spyOn(process[name], 'write').mockImplementation((text) => {
        written[name] += String(text);
        return true;
      }),
    );
    const exits = jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Ended(Number(code ?? 0));
    });
    const input = jest.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([stdin]) as typeof process.stdin);
    process.argv = ['node', 'gophergate', ...args];
    process.exitCode = undefined;
    try {
      return { code: await this.run(args), ...written };
    } finally {
      for (const spy of [...spies, exits, input]) spy.mockRestore();
      process.argv = before.argv;
      process.exitCode = before.exitCode;
    }
  }

  private async run([verb]: readonly string[]): Promise<number> {
    try {
      const { config } = loadConfig(
        this.environment,
        PROVIDERS.map(({ id }) => id),
      );
      const app = await CommandFactory.createWithoutRunning(moduleFor(verb, config), {
        ...{ logger: false, abortOnError: false, errorHandler: exitAfterParsing, serviceErrorHandler: rethrowEnd },
      });
      try {
        await CommandFactory.runApplication(app);
      } finally {
        await app.close();
      }
    } catch (error) {
      if (error instanceof Ended) return error.code;
      reportFailure(error);
    }
    return Number(process.exitCode ?? 0);
  }
}

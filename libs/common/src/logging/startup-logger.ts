import { ConsoleLogger } from '@nestjs/common';

/** Nest logs what stops a start with its stack, and then throws it: whoever catches it has the better words. */
const RETHROWN = 'ExceptionHandler';

/** What Nest logs with until the application has a logger of its own. */
export class StartupLogger extends ConsoleLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== RETHROWN) super.error(message, ...rest);
  }
}

import { GatewayError, InvalidRequestError, safeText } from '@app/common';
import { ConfigError } from '@app/config';
import { InvalidDocumentError } from '@app/gateway';
import { DatabaseUnavailableError } from '@app/persistence';

/** What scripts can rely on. */
export const ExitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  unreachable: 4,
  notPermitted: 5,
  /** By Ctrl+C. */
  interrupted: 130,
} as const;

/** Called by commander instead of ending: help that was asked for ends with 0, anything else is a usage error. */
export function exitAfterParsing(error: Error): never {
  const isHelp = 'exitCode' in error && error.exitCode === 0;
  process.exit(isHelp ? ExitCode.ok : ExitCode.usage);
}

/** Says what went wrong, without a stack for failures we know by name, and sets the exit code. */
export function reportFailure(error: unknown): void {
  process.exitCode = codeOf(error);
  const isKnown = error instanceof GatewayError || error instanceof ConfigError;
  const text = error instanceof Error ? (isKnown ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${safeText(text)}\n`);
}

function codeOf(error: unknown): number {
  if (error instanceof ConfigError || error instanceof InvalidDocumentError) return ExitCode.configuration;
  if (error instanceof DatabaseUnavailableError) return ExitCode.unreachable;
  if (error instanceof GatewayError && error.httpStatus === 503) return ExitCode.unreachable;
  if (error instanceof GatewayError && [401, 403].includes(error.httpStatus)) return ExitCode.notPermitted;
  if (error instanceof InvalidRequestError) return ExitCode.usage;
  return ExitCode.failed;
}

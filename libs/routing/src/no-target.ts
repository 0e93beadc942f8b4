import type { DropReason } from '@app/contracts';
import {
  GroupLoopError,
  ModelNotFoundError,
  ModelUnpricedError,
  NoTargetAvailableError,
  NotSupportedError,
} from './routing.errors';
import type { Dropped } from './tree/live-tree';

/** Nothing that an operator does would help: the request wants what these models cannot give. */
const FINAL: ReadonlySet<DropReason> = new Set(['misfit', 'unable']);
const PASSING: ReadonlySet<DropReason> = new Set(['paused', 'busy', 'resting']);

/** Why a name has no target, with all that is in the way. */
export function noTargetOf(name: string, dropped: readonly Dropped[]): NoTargetAvailableError | NotSupportedError {
  if (dropped.length > 0 && dropped.every(({ kind }) => FINAL.has(kind)))
    return new NotSupportedError(name, dropped.map(({ reason }) => reason).join('; '), dropped);
  const enabledBy = [...new Set(dropped.flatMap((target) => target.enabledBy ?? []))];
  const reasons = dropped.length > 0 ? dropped.map(({ reason }) => reason) : ['it has no targets'];
  const isPassing = dropped.some(({ kind }) => PASSING.has(kind));
  return new NoTargetAvailableError(name, enabledBy, reasons, isPassing, dropped);
}

/** True for the errors by which the router says that a name cannot be asked. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof NoTargetAvailableError ||
    error instanceof NotSupportedError ||
    error instanceof ModelNotFoundError ||
    error instanceof ModelUnpricedError ||
    error instanceof GroupLoopError
  );
}

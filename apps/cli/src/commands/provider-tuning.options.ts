import { Option } from 'nest-commander';
import type { ProviderTuning } from '@app/contracts';
import { JsonCommand } from './json.command';
import { NONE, wholeNumber, type None } from './option-values';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What differs from the configuration; "none" goes back to it. */
export interface TuningOptions {
  readonly connectMs?: number | None;
  readonly firstByteMs?: number | None;
  readonly idleMs?: number | None;
  readonly totalMs?: number | None;
  readonly maxInFlight?: number | None;
  readonly breakerErrorPercent?: number | None;
  readonly breakerVolume?: number | None;
  readonly breakerResetMs?: number | None;
}

/** The tuning after a change; what is not named stays, headers among it. */
export function changedTuning(before: ProviderTuning, options: TuningOptions): ProviderTuning {
  const { connectMs, firstByteMs, idleMs, totalMs, maxInFlight } = options;
  const { breakerErrorPercent: errorPercent, breakerVolume: volume, breakerResetMs: resetMs } = options;
  return {
    ...merged(before, { maxInFlight }),
    limits: merged(before.limits ?? {}, { connectMs, firstByteMs, idleMs, totalMs }),
    breaker: merged(before.breaker ?? {}, { errorPercent, volume, resetMs }),
  };
}

function merged<T extends object>(before: T, named: Readonly<Record<string, number | None | undefined>>): T {
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  const all = { ...before, ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== NONE)) as T;
}

/** The bounds are those of the admin API. */
const numberOr = (flag: string, text: string, most: number): number | None =>
  text === NONE ? NONE : wholeNumber(flag, text, most);

/** A command that takes the timeouts and the breaker of a provider. */
export abstract class TuningCommand extends JsonCommand {
  @Option({ flags: '--connect-ms <ms>', description: 'longest wait for a connection; or "none": as configured' })
  parseConnectMs(text: string): number | None {
    return numberOr('--connect-ms', text, DAY_MS);
  }

  @Option({ flags: '--first-byte-ms <ms>', description: 'longest wait for the beginning of an answer' })
  parseFirstByteMs(text: string): number | None {
    return numberOr('--first-byte-ms', text, DAY_MS);
  }

  @Option({ flags: '--idle-ms <ms>', description: 'longest silence in the midst of an answer' })
  parseIdleMs(text: string): number | None {
    return numberOr('--idle-ms', text, DAY_MS);
  }

  @Option({ flags: '--total-ms <ms>', description: 'longest time for a whole answer' })
  parseTotalMs(text: string): number | None {
    return numberOr('--total-ms', text, DAY_MS);
  }

  @Option({ flags: '--max-in-flight <count>', description: 'requests under way to one model at once' })
  parseMaxInFlight(text: string): number | None {
    return numberOr('--max-in-flight', text, 100_000);
  }

  @Option({ flags: '--breaker-error-percent <percent>', description: 'share of failures that opens the breaker' })
  parseBreakerErrorPercent(text: string): number | None {
    return numberOr('--breaker-error-percent', text, 100);
  }

  @Option({ flags: '--breaker-volume <count>', description: 'requests it takes before the breaker may open' })
  parseBreakerVolume(text: string): number | None {
    return numberOr('--breaker-volume', text, 10_000);
  }

  @Option({ flags: '--breaker-reset-ms <ms>', description: 'how long the breaker stays open before a try' })
  parseBreakerResetMs(text: string): number | None {
    return numberOr('--breaker-reset-ms', text, HOUR_MS);
  }
}

import CircuitBreaker from 'opossum';
import { UpstreamError } from '../spi/upstream.error';
import { CircuitOpenError } from './circuit-open.error';

export interface BreakerSettings {
  readonly errorPercent: number;
  /** Requests in the rolling ten seconds below which nothing is paused. */
  readonly volume: number;
  readonly resetMs: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Something begun: its value is handed on at once, its outcome is known when `ended` settles. */
export interface Guarded<T> {
  readonly value: T;
  readonly ended: Promise<void>;
}

type Work = () => Promise<void>;

/**
 * Pauses a provider that keeps failing. The guarded action lasts until the answer has ended, so a stream that breaks
 * off counts as the failure it is; what a client causes (a refused parameter, a hang-up) or a rate limit says nothing
 * about health and counts neither way.
 */
export class ProviderBreaker {
  private readonly circuit: CircuitBreaker<[Work], void>;

  constructor(
    private readonly providerId: string,
    private readonly settings: BreakerSettings,
  ) {
    this.circuit = new CircuitBreaker<[Work], void>((work) => work(), {
      // Its time limit would cancel nothing; ours abort the socket.
      timeout: false,
      errorThresholdPercentage: settings.errorPercent,
      volumeThreshold: settings.volume,
      resetTimeout: settings.resetMs,
      // A filtered error counts as a success, and a success closes a half-open circuit: there, only real ones may.
      errorFilter: (error: unknown) => !isProviderFault(error) && !this.circuit.halfOpen,
    });
  }

  get state(): BreakerState {
    if (this.circuit.opened) return 'open';
    return this.circuit.halfOpen ? 'half-open' : 'closed';
  }

  /** Runs `begin` unless the circuit is open. @throws CircuitOpenError, or whatever `begin` throws */
  guard<T>(begin: () => Promise<Guarded<T>>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const work = async (): Promise<void> => {
        const { value, ended } = await begin();
        resolve(value);
        await ended;
      };
      // After `resolve` a rejection changes nothing here: the stream itself has told its reader.
      this.circuit.fire(work).catch((error: unknown) => {
        reject(
          isOpenCircuit(error) ? new CircuitOpenError(this.providerId, Math.ceil(this.settings.resetMs / 1000)) : error,
        );
      });
    });
  }

  close(): void {
    this.circuit.shutdown();
  }
}

function isProviderFault(error: unknown): boolean {
  return error instanceof UpstreamError && error.isProviderFault;
}

function isOpenCircuit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER';
}

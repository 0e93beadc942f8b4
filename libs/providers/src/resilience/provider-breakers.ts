import { EventEmitter } from 'node:events';
import { UpstreamError } from '../spi/upstream.error';
import type { BreakerEvent } from './breaker-event';
import { CircuitOpenError } from './circuit-open.error';
import { Circuit, type BreakerSettings, type BreakerState, type Outcome, type Pass } from './circuit';
import { ProviderBusyError } from './provider-busy.error';

export interface ResilienceSettings extends BreakerSettings {
  /** Requests under way to one model at once. */
  readonly maxInFlight: number;
}

/** Something begun: its value is handed on at once, its outcome is known when `ended` settles. */
export interface Guarded<T> {
  readonly value: T;
  readonly ended: Promise<void>;
}

/** Why a model should not be asked just now. */
export type Blockade = 'provider_open' | 'model_open' | 'busy';

const ROTATE_MS = 1_000;
const MAX_MODELS = 500;
/** Faults of a second model within this make both a fault of the provider. */
const COMMON_FAULT_MS = 10_000;
/** Faults that no model can be blamed for. */
const OF_THE_WHOLE = new Set(['provider_unreachable', 'provider_key_refused', 'provider_balance_exhausted']);
/** Questions that name no model. */
const NO_MODEL = '';

interface ModelState {
  readonly circuit: Circuit;
  inFlight: number;
  lastFaultMs: number;
}

/**
 * Pauses what keeps failing: a provider as a whole, and each of its models. The guarded action lasts until the answer has
 * ended, so a stream that breaks off counts as the failure it is; what a client causes (a refused parameter, a hang-up)
 * or a rate limit says nothing about health. One sick model is its own affair; when a second one fails at the same time, or
 * when nothing can be reached at all, the provider is taken to be sick.
 */
export class ProviderBreakers {
  private readonly rotation = new EventEmitter().setMaxListeners(0);
  private readonly rotating: NodeJS.Timeout;
  private readonly whole: Circuit;
  private readonly models = new Map<string, ModelState>();

  constructor(
    private readonly providerId: string,
    private readonly settings: ResilienceSettings,
    private readonly notify: (event: BreakerEvent) => void = () => undefined,
  ) {
    this.rotating = setInterval(() => this.rotation.emit('rotate'), ROTATE_MS).unref();
    this.whole = this.circuitOf(undefined);
  }

  /** The worst of all. */
  get state(): BreakerState {
    const states = [this.whole, ...[...this.models.values()].map(({ circuit }) => circuit)].map(({ state }) => state);
    return states.find((state) => state === 'open') ?? states.find((state) => state === 'half-open') ?? 'closed';
  }

  /** Models that are not closed; none of them need be where the provider as a whole is open. */
  get troubled(): readonly { readonly model: string; readonly state: BreakerState }[] {
    return [...this.models].flatMap(([model, { circuit }]) =>
      circuit.state === 'closed' ? [] : [{ model, state: circuit.state }],
    );
  }

  /** undefined when the model may be asked. Makes nothing and changes nothing. */
  blockadeOf(model: string): Blockade | undefined {
    if (!this.whole.isPassable) return 'provider_open';
    const state = this.models.get(model);
    if (!state) return undefined;
    if (!state.circuit.isPassable) return 'model_open';
    return state.inFlight >= this.settings.maxInFlight ? 'busy' : undefined;
  }

  /**
   * Runs `begin` unless something stands against it; its value is handed on while the outcome is still waited for.
   * @throws CircuitOpenError, ProviderBusyError, or whatever `begin` throws
   */
  async guard<T>(model: string | undefined, begin: () => Promise<Guarded<T>>): Promise<T> {
    const name = model ?? NO_MODEL;
    this.refuseBlocked(name);
    const state = this.stateOf(name);
    const passes: readonly [whole: Pass, own: Pass] = [this.whole.enter(), state.circuit.enter()];
    state.inFlight++;
    const settle = (error: unknown): void => {
      state.inFlight--;
      this.settle(name, state, passes, error);
    };
    try {
      const { value, ended } = await begin();
      for (const pass of passes) pass.began();
      ended.then(() => {
        settle(undefined);
      }, settle);
      return value;
    } catch (error) {
      settle(error);
      throw error;
    }
  }

  /** The provider stays open until `release`. */
  holdOpen(): void {
    this.whole.holdOpen();
  }

  /** The provider and all of its models are closed. */
  release(): void {
    this.whole.release();
    for (const { circuit } of this.models.values()) circuit.release();
  }

  close(): void {
    clearInterval(this.rotating);
    this.whole.shutdown();
    for (const { circuit } of this.models.values()) circuit.shutdown();
    this.rotation.removeAllListeners();
  }

  private refuseBlocked(model: string): void {
    const blockade = this.blockadeOf(model);
    if (blockade === undefined) return;
    if (blockade === 'busy') throw new ProviderBusyError(this.providerId, this.settings.maxInFlight);
    const circuit = blockade === 'provider_open' ? this.whole : this.models.get(model)?.circuit;
    const seconds = Math.max(1, Math.ceil((circuit?.restMs ?? 0) / 1_000));
    throw new CircuitOpenError(this.providerId, seconds);
  }

  private settle(model: string, state: ModelState, [whole, own]: readonly [Pass, Pass], error: unknown): void {
    const outcome = outcomeOf(error);
    const isOfTheWhole = error instanceof UpstreamError && OF_THE_WHOLE.has(error.code);
    if (outcome === 'fault' && !isOfTheWhole) state.lastFaultMs = performance.now();
    own.ended(isOfTheWhole ? 'neutral' : outcome);
    const isShared = isOfTheWhole || outcome !== 'fault' || model === NO_MODEL || this.othersFail(model);
    whole.ended(isShared ? outcome : 'neutral');
  }

  private othersFail(model: string): boolean {
    const since = performance.now() - COMMON_FAULT_MS;
    for (const [other, { lastFaultMs }] of this.models) if (other !== model && lastFaultMs > since) return true;
    return false;
  }

  private stateOf(model: string): ModelState {
    const known = this.models.get(model);
    if (known) {
      // The order of the map is that of the last use.
      this.models.delete(model);
      this.models.set(model, known);
      return known;
    }
    if (this.models.size >= MAX_MODELS) this.forgetOldest();
    const state = { circuit: this.circuitOf(model), inFlight: 0, lastFaultMs: Number.NEGATIVE_INFINITY };
    this.models.set(model, state);
    return state;
  }

  /** Callers choose names of models: what nobody uses and nothing is known against is let go. */
  private forgetOldest(): void {
    for (const [model, { circuit, inFlight }] of this.models) {
      if (inFlight > 0 || circuit.state !== 'closed') continue;
      circuit.shutdown();
      this.models.delete(model);
      return;
    }
  }

  private circuitOf(model: string | undefined): Circuit {
    const named = model === undefined || model === NO_MODEL ? {} : { model };
    return new Circuit(this.settings, this.rotation, (from, to, isManual) => {
      this.notify({ providerId: this.providerId, ...named, from, to, isManual });
    });
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error === undefined) return 'sound';
  return error instanceof UpstreamError && error.isProviderFault ? 'fault' : 'neutral';
}

import type { CostPart, RequestRecord } from '@app/contracts';
import { SeededRandom } from '../../support/seeded-random';
import { seedModels, type SeedModel } from './seed-models';

const CLIENTS = 100;
const MODELS = 40;
const GROUPS = ['fast-flow', 'heavy-logic', 'dispatcher', 'support-desk', 'translate', 'summarise', 'code', 'batch'];
const FAILURES = [
  { code: 'rate_limit_exceeded', status: 429 },
  { code: 'provider_timeout', status: 504 },
  { code: 'provider_error', status: 502 },
  { code: 'context_length_exceeded', status: 400 },
];
const PICO_PER_NANO = 1_000;

/** Requests as a busy installation has them; the same ones for the same seed. */
export class SeededRequests {
  private readonly random: SeededRandom;
  private readonly models = seedModels(MODELS);
  private readonly clients: readonly string[];

  /** @param clients ids; made up when left out */
  constructor(seed: number, clients?: readonly string[]) {
    this.random = new SeededRandom(seed);
    this.clients = clients ?? Array.from({ length: CLIENTS }, (_, number) => this.idAt(Date.UTC(2026, 0, 1) + number));
  }

  at(startedAt: number): RequestRecord {
    const { random } = this;
    // A few clients and models do most of the work.
    const model = this.models[Math.floor(this.models.length * random.next() ** 2)] ?? this.models[0];
    if (model === undefined) throw new Error('No model has a price.');
    const groupName = random.chance(0.6) ? random.pick(GROUPS) : null;
    const isStream = random.chance(0.55);
    const latencyMs = this.spread(1_800, 1.1);
    const base = {
      requestId: this.idAt(startedAt),
      clientRequestId: null,
      clientId: this.clients[Math.floor(this.clients.length * random.next() ** 2)] ?? '',
      endpoint: random.chance(0.9) ? '/v1/chat/completions' : '/v1/responses',
      askedModel: groupName ?? model.model,
      route: groupName === null ? null : `${groupName}>${model.model}`,
      groupName,
      providerId: model.providerId,
      sentModel: model.model,
      attempts: random.chance(0.03) ? 2 : 1,
      isStream,
      startedAt,
      latencyMs,
      overheadMs: Math.round(200 + 600 * random.next()) / 1_000,
      routeTrace: null,
      audioInputTokens: null,
      imageCount: null,
      usageDetails: null,
      savedNanoUsd: null,
    };
    const dice = random.next();
    if (dice < 0.03) return { ...base, ...this.failed() };
    const isCancelled = dice < 0.04;
    return { ...base, ...this.used(model, isStream, latencyMs, isCancelled) };
  }

  private failed() {
    const { code, status } = this.random.pick(FAILURES);
    return {
      outcome: 'failed' as const,
      httpStatus: status,
      errorCode: code,
      servedModel: null,
      ...NO_USAGE,
    };
  }

  private used(model: SeedModel, isStream: boolean, latencyMs: number, isCancelled: boolean) {
    const prompt = Math.round(this.spread(900, 1.3)) + 1;
    const cachedInputTokens = this.random.chance(0.4) ? Math.floor(prompt * this.random.next()) : null;
    const freshInputTokens = prompt - (cachedInputTokens ?? 0);
    const outputTokens = Math.round(this.spread(250, 1)) + 1;
    const parts: CostPart[] = [
      { bucket: 'freshInput', quantity: freshInputTokens, picoUsdEach: model.input },
      { bucket: 'cachedInput', quantity: cachedInputTokens ?? 0, picoUsdEach: model.cachedInput },
      { bucket: 'output', quantity: outputTokens, picoUsdEach: model.output },
    ];
    const pico = parts.reduce((sum, { quantity, picoUsdEach }) => sum + quantity * picoUsdEach, 0);
    const subject = `${model.providerId}/${model.model}`;
    return {
      outcome: isCancelled ? ('cancelled' as const) : ('completed' as const),
      httpStatus: isCancelled ? 499 : 200,
      errorCode: isCancelled ? 'client_closed_request' : null,
      servedModel: model.model,
      freshInputTokens,
      cachedInputTokens,
      cacheWriteTokens: null,
      outputTokens,
      reasoningTokens: this.random.chance(0.3) ? Math.floor(outputTokens * this.random.next()) : null,
      usageSource: isCancelled ? ('estimated' as const) : ('reported' as const),
      costNanoUsd: Math.round(pico / PICO_PER_NANO),
      costState: model.isFree ? ('free' as const) : ('priced' as const),
      priceId: model.priceId,
      costFormula: {
        pricedBy: 'reported_model' as const,
        subject,
        parts: parts.filter(({ quantity }) => quantity > 0),
      },
      timeToFirstTokenMs: isStream ? Math.round(latencyMs * (0.1 + 0.3 * this.random.next())) : null,
    };
  }

  /** Log-normal around a median, as durations and token counts are. */
  private spread(median: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.random.next())) * Math.cos(2 * Math.PI * this.random.next());
    return Math.round(median * Math.exp(sigma * normal) * 100) / 100;
  }

  /** A UUIDv7 of that time, its random part drawn from the seed. */
  private idAt(atMs: number): string {
    const time = atMs.toString(16).padStart(12, '0');
    const word = (): string => this.random.below(0x1_0000_0000).toString(16).padStart(8, '0');
    const random = word() + word() + word();
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
  }
}

const NO_USAGE = {
  freshInputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  usageSource: null,
  costNanoUsd: null,
  costState: null,
  priceId: null,
  costFormula: null,
  timeToFirstTokenMs: null,
};

import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ModelCatalogService } from '@app/catalog';
import { Clock } from '@app/common';
import { ProviderRegistry } from '@app/providers';
import {
  ratingInstruction,
  ratingOf,
  RouterService,
  type AskedRating,
  type RatingQuestion,
  type Route,
} from '@app/routing';
import { LiveAvailability } from '../routing/live-availability.service';
import { SelectorAsker } from './selector-asker.service';

const REMEMBERED = 10_000;
const REMEMBER_MS = 60 * 60 * 1_000;
const ANY_MODEL = '/*';

interface Remembered {
  readonly rating: number;
  readonly model: string;
}

/** Has prompts rated by the first usable selector model, and remembers what was said of a prompt. */
@Injectable()
export class SelectorService {
  private readonly remembered = new LRUCache<string, Remembered>({ max: REMEMBERED, ttl: REMEMBER_MS });

  constructor(
    private readonly router: RouterService,
    private readonly registry: ProviderRegistry,
    private readonly availability: LiveAvailability,
    private readonly catalog: ModelCatalogService,
    private readonly asker: SelectorAsker,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Never throws: where there is no rating, the outcome says why, and what was asked for all the same. */
  async rate(question: RatingQuestion, clientId: string, signal: AbortSignal): Promise<AskedRating> {
    const { prompt, threshold } = question;
    const key = createHash('sha256')
      .update(JSON.stringify([threshold, question.selectors, prompt.question]))
      .digest('base64');
    const known = this.remembered.get(key);
    if (known)
      return { rating: known.rating, failure: undefined, source: `${known.model} (remembered)`, call: undefined };
    const route = this.usableSelector(question.selectors);
    if (!route)
      return { rating: undefined, failure: 'no selector model can be asked', source: 'nobody', call: undefined };
    const instruction = ratingInstruction(prompt.question, threshold);
    const startedMs = this.clock.monotonicMs();
    const { answer, ...call } = await this.asker.ask(route, instruction, clientId, signal);
    const rating = answer === undefined ? undefined : ratingOf(answer, threshold);
    const failure =
      rating === undefined ? (call.failure ?? `${route.model} gave no rating from 1 to ${threshold}`) : null;
    if (rating !== undefined) this.remembered.set(key, { rating, model: route.model });
    const ms = Math.round(this.clock.monotonicMs() - startedMs);
    return {
      rating,
      failure: failure ?? undefined,
      source: route.model,
      call: { ...call, rating: rating ?? null, failure, ms },
    };
  }

  private usableSelector(selectors: readonly string[]): Route | undefined {
    for (const name of selectors) {
      const model = name.endsWith(ANY_MODEL) ? this.firstModelOf(name.slice(0, -ANY_MODEL.length)) : name;
      const route = model === undefined ? undefined : this.routeTo(model);
      if (route && this.availability.blockadeOf(route.providerId, route.model) === undefined) return route;
    }
    return undefined;
  }

  /** Selectors are models: a group would have to be chosen among in its turn. */
  private routeTo(model: string): Route | undefined {
    try {
      return this.router.plan({ model, wanted: 'chat' }, new Map()).routes[0];
    } catch {
      // Not configured, switched off, ended: the next one may be usable.
      return undefined;
    }
  }

  private firstModelOf(providerId: string): string | undefined {
    const [named] = this.registry.namedModels(providerId);
    const model =
      named ??
      this.catalog
        .snapshot()
        .all()
        .find((entry) => entry.providerId === providerId)?.name;
    return model === undefined ? undefined : `${providerId}/${model}`;
  }
}

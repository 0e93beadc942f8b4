import { Inject, Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import { ClientGoneError, Clock, isRecord, JsonDocument, toOpenAiError, uuidV7 } from '@app/common';
import type { ChatCompletionRequest, SelectorCall, TokenUsage } from '@app/contracts';
import { CostService } from '@app/pricing';
import { ProviderRegistry, tokenUsageOf, UpstreamError, type ChatAnswer } from '@app/providers';
import type { RatingInstruction, Route } from '@app/routing';
import { priceOfCost } from '../exchange/price-of-cost';
import { countTokens } from '../exchange/token-estimate';
import { TargetCooldowns } from '../routing/target-cooldowns.service';

/** A request waits no longer to be rated. */
const LIMIT_MS = 2_000;
/** One number; and what a model that cannot do without thinks before it. */
const MAX_ANSWER_TOKENS = 256;
/** From the least; the first that a model knows is asked for. */
const LEAST_EFFORTS = ['none', 'minimal', 'low'];

/** What came of one call: the answer's text, where there is one, and what to book. */
export interface SelectorAnswer extends Omit<SelectorCall, 'rating' | 'ms'> {
  readonly answer: string | undefined;
}

/** Asks a selector model through its own provider and breaker, and works out what that cost. */
@Injectable()
export class SelectorAsker {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly costs: CostService,
    private readonly catalog: ModelCatalogService,
    private readonly cooldowns: TargetCooldowns,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Never throws. `signal` is the caller's. */
  async ask(
    route: Route,
    instruction: RatingInstruction,
    clientId: string,
    signal: AbortSignal,
  ): Promise<SelectorAnswer> {
    // Our own impatience is no fault of the provider's: it is told as a caller who leaves.
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, LIMIT_MS);
    try {
      const answer = await this.answer(route, instruction, clientId, AbortSignal.any([signal, limit.signal]));
      const usage = answer.usage
        ? tokenUsageOf(answer.usage, answer.serviceTier)
        : estimated(instruction, answer.text());
      return { ...this.booked(route, answer.model, usage), answer: textOf(answer), failure: null };
    } catch (error) {
      this.cooldowns.note(route, error);
      // A provider that was at work when we left has at least read the prompt.
      const isPaid = error instanceof ClientGoneError || (error instanceof UpstreamError && error.httpStatus === 504);
      const what = limit.signal.aborted ? 'too slow' : (toOpenAiError(error).body.error.code ?? 'unknown');
      const failure = `${route.model} could not be asked (${what})`;
      return {
        ...this.booked(route, undefined, isPaid ? estimated(instruction, '') : null),
        answer: undefined,
        failure,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  private async answer(
    { providerId, model, facts, set }: Route,
    { system, user }: RatingInstruction,
    clientId: string,
    signal: AbortSignal,
  ): Promise<ChatAnswer> {
    const connection = this.registry.connection(providerId);
    if (!connection) throw new Error(`The selector's provider "${providerId}" is not configured.`);
    const effort = LEAST_EFFORTS.find((value) => facts?.reasoningEffortValues?.includes(value));
    const request: ChatCompletionRequest = {
      ...set,
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      max_completion_tokens: MAX_ANSWER_TOKENS,
      ...(effort === undefined ? {} : { reasoning_effort: effort }),
    };
    const now = this.clock.now();
    const prepared = await connection.prepareChat(
      {
        clientId,
        document: JsonDocument.parse(Buffer.from(JSON.stringify(request))),
        request,
        model,
        facts,
        isStream: false,
        completionId: `chatcmpl-${uuidV7(now)}`,
        createdAtSeconds: Math.floor(now / 1_000),
      },
      signal,
    );
    return prepared.answer(signal);
  }

  private booked(
    { providerId, model, groupName }: Route,
    servedModel: string | undefined,
    usage: TokenUsage | null,
  ): Omit<SelectorAnswer, 'answer' | 'failure'> {
    const cost = usage
      ? this.costs.costOf({
          providerId,
          reportedModel: servedModel,
          askedModel: model,
          groupName,
          usage,
          at: this.clock.now(),
          snapshot: this.catalog.snapshot(),
        })
      : undefined;
    const { costNanoUsd, costState, priceId, costFormula } = priceOfCost(cost);
    return { providerId, model, servedModel: servedModel ?? null, usage, costNanoUsd, costState, priceId, costFormula };
  }
}

function estimated({ system, user }: RatingInstruction, text: string): TokenUsage {
  return {
    source: 'estimated',
    freshInputTokens: countTokens(system) + countTokens(user),
    outputTokens: countTokens(text),
  };
}

/** The content alone: what a model thought before it is no answer. */
function textOf({ body }: ChatAnswer): string {
  const parsed: unknown = JSON.parse(body.toString());
  const choices = isRecord(parsed) && Array.isArray(parsed['choices']) ? (parsed['choices'] as unknown[]) : [];
  const [choice] = choices;
  const message = isRecord(choice) ? choice['message'] : undefined;
  const content = isRecord(message) ? message['content'] : undefined;
  return typeof content === 'string' ? content : '';
}

import type { ChatUsage } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatCall } from '../../spi/chat';
import { asServiceTier } from '../../spi/chat-usage';
import type { KeptState } from '../../spi/kept-state';
import type { ProviderDescription } from '../../spi/provider';
import { malformedAnswer, malformedToolCall } from '../../spi/upstream-failures';
import { CallLedger } from './answer-calls';
import { blockedExtra, refusalOf } from './candidate-extra';
import { CandidateReader, type CandidateDelta, type CandidateEnding } from './candidate-reader';
import { FunctionNames } from './function-names';
import { failureInResponse } from './gemini.failure';
import { chatUsageOf } from './gemini.usage';
import type { GeminiCandidate, GeminiResponse, GeminiUsage } from './gemini.wire';
import { servedTierOf } from './service-tier';

/** What every chunk and every whole answer begin with. */
export interface AnswerHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly service_tier?: string;
}

/** How an answer ended, for one choice. */
export interface ChoiceEnding extends CandidateEnding {
  /** Said in place of an answer, to a prompt that was blocked. */
  readonly refusal?: string;
}

/** Reads one answer, whole or in pieces: both ways lead to the same choices and the same counts. */
export class AnswerReader {
  head: AnswerHead | undefined;
  private counts: GeminiUsage | undefined;
  private feedback: GeminiResponse['promptFeedback'];
  private readonly candidates = new Map<number, CandidateReader>();
  private readonly ledger: CallLedger;
  private readonly names: FunctionNames;

  constructor(
    private readonly call: ChatCall,
    private readonly provider: ProviderDescription,
  ) {
    this.ledger = new CallLedger(call.completionId);
    this.names = FunctionNames.of(call.request);
  }

  get usage(): ChatUsage | undefined {
    return chatUsageOf(this.counts);
  }

  /** Told with the counts, in Google's own word. */
  get serviceTier(): string | undefined {
    return asServiceTier(this.counts?.serviceTier);
  }

  get kept(): readonly KeptState[] {
    return this.ledger.kept;
  }

  /** True once Google said why it stopped, or that it will not begin. */
  get isFinished(): boolean {
    if (this.candidates.size === 0) return this.feedback !== undefined;
    return this.isBlocked || [...this.candidates.values()].every(({ isFinished }) => isFinished);
  }

  /** True once there is a choice to give. */
  get hasChoices(): boolean {
    return this.candidates.size > 0 || this.feedback !== undefined;
  }

  /** @throws UpstreamError when it is no piece of an answer, or an error */
  take(value: unknown): CandidateDelta[] {
    if (!isRecord(value)) throw malformedAnswer(this.provider.id, 'sent something else than a JSON object');
    const response: GeminiResponse = value;
    if (response.error) throw failureInResponse(this.provider.id, response);
    // Counts are cumulative, so the last ones are the sums; some pieces carry metadata without any.
    if (response.usageMetadata?.promptTokenCount !== undefined) this.counts = response.usageMetadata;
    this.head ??= this.headOf(response);
    const candidates = Array.isArray(response.candidates) ? response.candidates.filter(isRecord) : [];
    const { promptFeedback } = response;
    if (isRecord(promptFeedback) && (candidates.length === 0 || promptFeedback.blockReason !== undefined))
      this.feedback = promptFeedback;
    return candidates.map((candidate: GeminiCandidate, position) =>
      this.candidate(candidate, position).take(candidate),
    );
  }

  /** A call that the model got wrong spoils the answer; to be asked after every piece. @throws UpstreamError */
  refuseMalformedCalls(): void {
    for (const { malformedCall } of this.candidates.values())
      if (malformedCall !== undefined) throw malformedToolCall(this.provider.id, malformedCall);
  }

  /** To be asked once, when no more is to come. */
  endings(): ChoiceEnding[] {
    const { feedback } = this;
    if (feedback && this.candidates.size === 0) {
      const refusal = refusalOf(feedback);
      return [{ index: 0, calls: [], finishReason: 'content_filter', extra: blockedExtra(feedback), refusal }];
    }
    const otherwise = this.isBlocked ? 'PROHIBITED_CONTENT' : 'STOP';
    return [...this.candidates.values()].map((candidate) => candidate.end(otherwise));
  }

  private get isBlocked(): boolean {
    return this.feedback?.blockReason !== undefined;
  }

  private candidate({ index }: GeminiCandidate, position: number): CandidateReader {
    const at = typeof index === 'number' ? index : position;
    const known = this.candidates.get(at) ?? new CandidateReader(at, this.ledger, this.names);
    this.candidates.set(at, known);
    return known;
  }

  private headOf({ responseId, modelVersion, usageMetadata }: GeminiResponse): AnswerHead {
    return {
      id: responseId ? `chatcmpl-${responseId}` : this.call.completionId,
      created: this.call.createdAtSeconds,
      model: modelVersion ?? this.call.model,
      ...servedTierOf(usageMetadata?.serviceTier),
    };
  }
}

import type { ChatCompletionChunk, ChunkDelta } from '@app/contracts';
import { JsonArrayDecoder, MalformedStreamError, SseDecoder, isRecord } from '@app/common';
import type { ChatCall, StreamItem, StreamSummary, StreamTranslator } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { failureOf } from '../../spi/failure-of';
import { brokenStream, malformedAnswer } from '../../spi/upstream-failures';
import { candidatesOf, type CandidateText } from './candidate';
import { finishReasonOf } from './finish-reason';
import { failureInResponse } from './gemini.failure';
import { chatUsageOf } from './gemini.usage';
import type { GeminiResponse, GeminiUsage } from './gemini.wire';

interface Decoder {
  push(bytes: Buffer): void;
  end(): void;
}

const OPENING_BRACKET = 0x5b;
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Google streams server-sent events or one JSON array, whatever was asked for: the first byte tells which. Both forms
 * give the same chunks and the same counts.
 */
export class GeminiStreamTranslator implements StreamTranslator {
  private decoder: Decoder | undefined;
  private wire = '';
  private text = '';
  private head: ChatCompletionChunk | undefined;
  private counts: GeminiUsage | undefined;
  private readonly begun = new Set<number>();
  private readonly finished = new Set<number>();

  constructor(
    private readonly call: ChatCall,
    private readonly provider: ProviderDescription,
  ) {}

  push(bytes: Buffer): StreamItem {
    return this.collected(() => {
      this.decoder ??= this.decoderFor(bytes);
      this.decoder?.push(bytes);
    });
  }

  end(): StreamItem {
    return this.collected(() => {
      try {
        this.decoder?.end();
      } catch (error) {
        throw error instanceof MalformedStreamError ? brokenStream(this.provider.id, error) : error;
      }
      if (!this.summary().isFinished) throw brokenStream(this.provider.id);
    });
  }

  summary(): StreamSummary {
    const { head } = this;
    return {
      model: head?.model,
      usage: chatUsageOf(this.counts),
      usageChunk: head && { ...head, choices: [] },
      isFinished: this.begun.size > 0 && this.begun.size === this.finished.size,
    };
  }

  private collected(step: () => void): StreamItem {
    this.wire = this.text = '';
    try {
      step();
    } catch (error) {
      return { wire: this.wire, text: this.text, failure: failureOf(this.provider.id, error) };
    }
    return { wire: this.wire, text: this.text };
  }

  /** undefined as long as only white space came. */
  private decoderFor(bytes: Buffer): Decoder | undefined {
    const first = bytes.find((byte) => !WHITE_SPACE.has(byte));
    if (first === undefined) return undefined;
    if (first === OPENING_BRACKET) return new JsonArrayDecoder((element) => this.take(element));
    return new SseDecoder((data) => this.take(this.parsed(data)));
  }

  private parsed(data: string): unknown {
    try {
      return JSON.parse(data);
    } catch (cause) {
      throw malformedAnswer(this.provider.id, 'sent an event that is not JSON', cause);
    }
  }

  private take(value: unknown): void {
    if (!isRecord(value)) throw malformedAnswer(this.provider.id, 'sent an event that is no JSON object');
    const response: GeminiResponse = value;
    if (response.error) throw failureInResponse(this.provider.id, response);
    if (response.usageMetadata) this.counts = response.usageMetadata;
    this.head ??= {
      id: response.responseId ? `chatcmpl-${response.responseId}` : this.call.completionId,
      object: 'chat.completion.chunk',
      created: this.call.createdAtSeconds,
      model: response.modelVersion ?? this.call.model,
      choices: [],
    };
    for (const candidate of candidatesOf(response)) this.emit(this.head, candidate);
  }

  private emit(head: ChatCompletionChunk, { index, content, reasoning, finishReason }: CandidateText): void {
    const delta: ChunkDelta = {};
    if (!this.begun.has(index)) {
      this.begun.add(index);
      delta.role = 'assistant';
      delta.content = '';
    }
    if (content !== '') delta.content = content;
    if (reasoning !== '') delta.reasoning_content = reasoning;
    this.text += content + reasoning;
    if (Object.keys(delta).length > 0) this.write(head, { index, delta, logprobs: null, finish_reason: null });
    const finish = finishReasonOf(finishReason);
    // A second, empty ending must not overwrite the first.
    if (finish === null || this.finished.has(index)) return;
    this.finished.add(index);
    this.write(head, { index, delta: {}, logprobs: null, finish_reason: finish });
  }

  private write(head: ChatCompletionChunk, choice: ChatCompletionChunk['choices'][number]): void {
    this.wire += `data: ${JSON.stringify({ ...head, choices: [choice] })}\n\n`;
  }
}

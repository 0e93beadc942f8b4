import type { ChatCompletionChunk, ChunkChoice, ChunkDelta } from '@app/contracts';
import { JsonArrayDecoder, MalformedStreamError } from '@app/common';
import type { ChatCall, StreamItem, StreamSummary, StreamTranslator } from '../../spi/chat';
import { failureOf } from '../../spi/failure-of';
import type { ProviderDescription } from '../../spi/provider';
import { brokenStream, malformedAnswer } from '../../spi/upstream-failures';
import { AnswerReader, type ChoiceEnding } from './answer-reader';
import { callFormFor, type CallForm } from '../call-form';
import type { CandidateDelta } from './candidate-reader';
import { EventStreamDecoder } from './event-stream';
import { writtenIn } from './gemini.response';

interface Decoder {
  push(bytes: Buffer): void;
  end(): void;
}

const OPENING_BRACKET = 0x5b;
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Google streams server-sent events or one JSON array, whatever was asked for: the first byte tells which. Both forms
 * give the same chunks and the same counts. Why it ended is told at the end alone: Google may go on after a reason.
 */
export class GeminiStreamTranslator implements StreamTranslator {
  private decoder: Decoder | undefined;
  private wire = '';
  private text = '';
  private readonly begun = new Set<number>();
  private readonly reader: AnswerReader;
  private readonly form: CallForm;
  /** Then every chunk says that its usage is not here. */
  private readonly isUsageAsked: boolean;

  constructor(
    call: ChatCall,
    private readonly provider: ProviderDescription,
  ) {
    this.reader = new AnswerReader(call, provider);
    this.form = callFormFor(call.request);
    this.isUsageAsked = call.request.stream_options?.include_usage === true;
  }

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
      if (!this.reader.isFinished) throw brokenStream(this.provider.id);
      this.reader.endings().forEach((ending) => this.finish(ending));
    });
  }

  summary(): StreamSummary {
    const head = this.head();
    const { usage, serviceTier, isFinished, kept } = this.reader;
    return { model: head?.model, usage, serviceTier, usageChunk: head, isFinished, kept };
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
    return new EventStreamDecoder((data) => this.take(this.parsed(data)));
  }

  private parsed(data: string): unknown {
    try {
      return JSON.parse(data);
    } catch (cause) {
      throw malformedAnswer(this.provider.id, 'sent an event that is not JSON', cause);
    }
  }

  private take(value: unknown): void {
    this.reader.take(value).forEach((delta) => this.emit(delta));
    this.reader.refuseMalformedCalls();
  }

  private emit(piece: CandidateDelta): void {
    const { index, content, reasoning, calls, images, logprobs } = piece;
    const isEmpty = content === '' && reasoning === '' && calls.length === 0 && images.length === 0 && !logprobs;
    // The role waits for something to say: a stream that nobody heard yet can be asked for again.
    if (isEmpty) return;
    this.text += writtenIn(piece);
    const delta: ChunkDelta = {
      ...this.opening(index, calls.length > 0),
      ...(content === '' ? {} : { content }),
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...this.form.fields(calls),
      ...(images.length > 0 ? { images } : {}),
    };
    if (Object.keys(delta).length > 0 || logprobs) this.write({ index, delta, logprobs, finish_reason: null });
  }

  private finish({ index, calls, finishReason, extra, refusal }: ChoiceEnding): void {
    const rest: ChunkDelta = { ...this.form.fields(calls), ...(refusal === undefined ? {} : { refusal }) };
    this.text += writtenIn({ content: '', reasoning: '', calls });
    if (Object.keys(rest).length > 0 || !this.begun.has(index)) {
      const delta = { ...this.opening(index, true), ...rest };
      this.write({ index, delta, logprobs: null, finish_reason: null });
    }
    this.write({
      index,
      delta: {},
      logprobs: null,
      finish_reason: this.form.finishReason(finishReason),
      ...(extra ? { extra_content: extra } : {}),
    });
  }

  /** What the first delta of a choice begins with. */
  private opening(index: number, isWordless: boolean): ChunkDelta {
    if (this.begun.has(index)) return {};
    this.begun.add(index);
    return { role: 'assistant', content: isWordless ? null : '', refusal: null };
  }

  private head(): ChatCompletionChunk | undefined {
    const { head } = this.reader;
    return head && { ...head, object: 'chat.completion.chunk', choices: [] };
  }

  private write(choice: ChunkChoice): void {
    const usage = this.isUsageAsked ? { usage: null } : {};
    this.wire += `data: ${JSON.stringify({ ...this.head(), choices: [choice], ...usage })}\n\n`;
  }
}

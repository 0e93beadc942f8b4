import type { ChatCompletionChunk, ChatUsage } from '@app/contracts';
import { SseDecoder, isRecord } from '@app/common';
import { failureInBody } from '../../failures/upstream-failure';
import type { ChatCall, StreamItem, StreamSummary, StreamTranslator } from '../../spi/chat';
import { asServiceTier, usageOf } from '../../spi/chat-usage';
import { failureOf } from '../../spi/failure-of';
import type { ProviderDescription } from '../../spi/provider';
import { brokenStream, malformedAnswer } from '../../spi/upstream-failures';
import { ChoiceTally, choiceIndexIn } from './choice-tally';
import { hasValue, generatedText } from './generated-text';
import { KeptReasoning } from './kept-reasoning';
import { withBothNames } from './reasoning-field';
import { StreamGaps } from './stream-gaps';

const DONE = '[DONE]';
/** Marks of the few chunks that have to be understood; all others pass as they are. */
const USAGE = 'usage":';
/** A quote inside a text is escaped, so no text can pass for it. */
const NO_USAGE = '"usage":null';
const ERROR = 'error":';
const FINISH = 'finish_reason":';
const NO_CHOICES = /choices":\s*\[\s*\]/;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;

/**
 * Streams of OpenAI's own dialect pass through: an event is parsed only when it is the first, carries usage or an
 * error, or where the vendor may have left a gap in it. Usage is taken out of the events (the conductor sends it, with
 * the cost, to those who asked for it), and so is `[DONE]`, which is sent when the request is on record.
 */
export class OpenAiStreamTranslator implements StreamTranslator {
  private readonly decoder = new SseDecoder((data, event) => {
    this.take(data, event);
  });
  private wire = '';
  private text = '';
  private first: ChatCompletionChunk | undefined;
  private usage: ChatUsage | undefined;
  private serviceTier: string | undefined;
  private usageChunk: ChatCompletionChunk | undefined;
  private isDone = false;
  private readonly tally = new ChoiceTally();
  private readonly isUsageAsked: boolean;
  private readonly gaps: StreamGaps | undefined;
  private readonly reasoning: KeptReasoning | undefined;

  constructor(
    private readonly call: ChatCall,
    private readonly provider: ProviderDescription,
  ) {
    const { leavesGaps, state } = provider.quirks;
    this.isUsageAsked = call.request.stream_options?.include_usage === true;
    if (leavesGaps) this.gaps = new StreamGaps(call, provider.id);
    // Without tools there is no call to keep anything for.
    if (state && call.request.tools?.length) this.reasoning = new KeptReasoning();
  }

  push(bytes: Buffer): StreamItem {
    return this.collected(() => {
      this.decoder.push(bytes);
    });
  }

  end(): StreamItem {
    return this.collected(() => {
      this.decoder.end();
      if (!this.summary().isFinished) throw brokenStream(this.provider.id);
    });
  }

  summary(): StreamSummary {
    const { usage, serviceTier, first, reasoning } = this;
    const usageChunk = this.usageChunk ?? (first && { ...first, choices: [] });
    const isFinished = this.isDone || this.tally.isComplete;
    const kept = reasoning ? { kept: reasoning.kept } : {};
    return { model: first?.model, usage, serviceTier, usageChunk, isFinished, ...kept };
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

  private take(data: string, event: string | undefined): void {
    if (data === DONE) {
      this.finish();
      return;
    }
    if (event === 'error') throw failureInBody(this.provider, parsedChunk(data, this.provider.id));
    if (this.first === undefined || this.isTelling(data)) {
      this.understand(data);
      return;
    }
    if (!data.startsWith('{') || !data.endsWith('}'))
      throw malformedAnswer(this.provider.id, 'sent an event that is not JSON');
    this.tally.note(choiceIndexIn(data), hasValue(data, FINISH, QUOTE));
    this.pass(data);
  }

  private isTelling(data: string): boolean {
    return (
      hasValue(data, USAGE, OPEN_BRACE) ||
      data.includes(ERROR) ||
      NO_CHOICES.test(data) ||
      this.gaps?.concern(data) === true ||
      this.reasoning?.concern(data) === true
    );
  }

  private pass(data: string): void {
    this.text += generatedText(data);
    // An event of several lines becomes one: between the tokens of JSON a line end is as good as a blank.
    const event = data.includes('\n') ? data.replaceAll('\n', ' ') : data;
    this.wire += `data: ${this.withUsageKey(this.gaps ? withBothNames(event) : event)}\n\n`;
  }

  /**
   * With usage asked for, every chunk says that its own is not here; without, no chunk speaks of usage, though the
   * vendor may, because we asked on our own account.
   */
  private withUsageKey(event: string): string {
    if (!this.isUsageAsked) return event.includes(NO_USAGE) ? withoutNoUsage(event) : event;
    return this.gaps && !event.includes(USAGE) ? `${event.slice(0, -1)},${NO_USAGE}}` : event;
  }

  /** `[DONE]`: the choices that got no ending get the one they should have had. */
  private finish(): void {
    const { first, gaps, tally } = this;
    if (first && gaps) {
      for (const index of tally.open) this.pass(JSON.stringify(gaps.ending(first, index)));
    }
    this.isDone = true;
  }

  private understand(data: string): void {
    const chunk = parsedChunk(data, this.provider.id);
    if (chunk['error']) throw failureInBody(this.provider, chunk);
    const usage = usageOf(chunk, this.provider);
    this.serviceTier = asServiceTier(chunk['service_tier']) ?? this.serviceTier;
    const hasChoices = Array.isArray(chunk.choices) && chunk.choices.length > 0;
    // A usage chunk that holds none, as some send at the very end: our own takes its place.
    if (!hasChoices && chunk.usage === null) return;
    if (usage) {
      // Counts are cumulative and may be repeated; the last word counts.
      this.usage = usage;
      if (!hasChoices) {
        this.usageChunk = chunk;
        return;
      }
    }
    if (!Array.isArray(chunk.choices)) return;
    const completed = this.gaps?.completed(chunk) ?? chunk;
    this.first ??= this.headOf(chunk);
    this.reasoning?.take(completed);
    for (const choice of completed.choices) {
      if (isRecord(choice)) this.tally.note(choice.index, typeof choice.finish_reason === 'string');
    }
    const isChanged = completed !== chunk || chunk.usage;
    this.pass(isChanged ? JSON.stringify({ ...completed, usage: undefined }) : data);
  }

  /** What all chunks of one stream share. */
  private headOf({ id, created, model }: Partial<ChatCompletionChunk>): ChatCompletionChunk {
    const { completionId, createdAtSeconds, model: asked } = this.call;
    return {
      id: id ?? completionId,
      object: 'chat.completion.chunk',
      created: created ?? createdAtSeconds,
      model: model ?? asked,
      choices: [],
    };
  }
}

function withoutNoUsage(event: string): string {
  return event.replace(`,${NO_USAGE}`, '').replace(`${NO_USAGE},`, '');
}

function parsedChunk(data: string, providerId: string): ChatCompletionChunk {
  try {
    const value: unknown = JSON.parse(data);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (isRecord(first)) return first as ChatCompletionChunk;
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an event that is not JSON', cause);
  }
  throw malformedAnswer(providerId, 'sent an event that is no JSON object');
}

import type { ChatCompletionChunk, ChatUsage } from '@app/contracts';
import { SseDecoder, isRecord } from '@app/common';
import type { StreamItem, StreamSummary, StreamTranslator } from '../../spi/chat';
import { failureInBody } from '../../failures/upstream-failure';
import type { ProviderDescription } from '../../spi/provider';
import { failureOf } from '../../spi/failure-of';
import { brokenStream, malformedAnswer } from '../../spi/upstream-failures';
import { hasValue, generatedText } from './generated-text';
import { usageOf } from '../../spi/chat-usage';

const DONE = '[DONE]';
/** Marks of the few chunks that have to be understood; all others pass as they are. */
const USAGE = 'usage":';
const ERROR = 'error":';
const FINISH = 'finish_reason":';
const NO_CHOICES = /choices":\s*\[\s*\]/;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;

/**
 * Streams of OpenAI's own dialect pass through: an event is parsed only when it is the first, carries usage or an
 * error. Usage is taken out of the events (the conductor sends it, with the cost, to those who asked for it), and so
 * is `[DONE]`, which is sent when the request is on record.
 */
export class OpenAiStreamTranslator implements StreamTranslator {
  private readonly decoder = new SseDecoder((data) => {
    this.take(data);
  });
  private wire = '';
  private text = '';
  private first: ChatCompletionChunk | undefined;
  private usage: ChatUsage | undefined;
  private usageChunk: ChatCompletionChunk | undefined;
  private isFinished = false;

  constructor(private readonly provider: ProviderDescription) {}

  push(bytes: Buffer): StreamItem {
    return this.collected(() => {
      this.decoder.push(bytes);
    });
  }

  end(): StreamItem {
    return this.collected(() => {
      this.decoder.end();
      if (!this.isFinished) throw brokenStream(this.provider.id);
    });
  }

  summary(): StreamSummary {
    const { usage, first, isFinished } = this;
    const usageChunk = this.usageChunk ?? (first && { ...first, choices: [] });
    return { model: first?.model, usage, usageChunk, isFinished };
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

  private take(data: string): void {
    if (data === DONE) {
      this.isFinished = true;
      return;
    }
    const isTelling = hasValue(data, USAGE, OPEN_BRACE) || data.includes(ERROR) || NO_CHOICES.test(data);
    const isPlain = this.first !== undefined && !isTelling;
    if (!isPlain) {
      this.understand(data);
      return;
    }
    if (!data.startsWith('{') || !data.endsWith('}'))
      throw malformedAnswer(this.provider.id, 'sent an event that is not JSON');
    this.pass(data);
  }

  private pass(data: string): void {
    if (!this.isFinished && hasValue(data, FINISH, QUOTE)) this.isFinished = true;
    this.text += generatedText(data);
    // An event of several lines becomes one: between the tokens of JSON a line end is as good as a blank.
    this.wire += `data: ${data.includes('\n') ? data.replaceAll('\n', ' ') : data}\n\n`;
  }

  private understand(data: string): void {
    const chunk = parsedChunk(data, this.provider.id);
    if (chunk['error']) throw failureInBody(this.provider, chunk);
    const usage = usageOf(chunk, this.provider);
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
    this.first ??= headOf(chunk);
    this.pass(chunk.usage ? JSON.stringify({ ...chunk, usage: undefined }) : data);
  }
}

function parsedChunk(data: string, providerId: string): ChatCompletionChunk {
  try {
    const value: unknown = JSON.parse(data);
    if (isRecord(value)) return value as ChatCompletionChunk;
  } catch (cause) {
    throw malformedAnswer(providerId, 'sent an event that is not JSON', cause);
  }
  throw malformedAnswer(providerId, 'sent an event that is no JSON object');
}

/** What all chunks of one stream share. */
function headOf(chunk: ChatCompletionChunk): ChatCompletionChunk {
  const { id, created, model } = chunk;
  return { id, object: 'chat.completion.chunk', created, model, choices: [] };
}

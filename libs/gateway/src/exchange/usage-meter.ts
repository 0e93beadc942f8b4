import type { ChatCompletionRequest, ChatUsage, TokenUsage } from '@app/contracts';
import { tokenUsageOf, type StreamItem } from '@app/providers';
import { countTokens, estimatePromptTokens } from './token-estimate';

/** Text kept for counting; beyond it, what is full is counted and let go, so that a long stream stays small in memory. */
const KEPT_CHARS = 16_384;

/** Follows one answer and knows, at any moment, the tokens to bill: those reported, else those it saw pass. */
export class UsageMeter {
  private reported: ChatUsage | undefined;
  private text = '';
  private countedTokens = 0;

  constructor(private readonly request: ChatCompletionRequest) {}

  /** A piece of a stream passes by. */
  observe({ text }: Pick<StreamItem, 'text'>): void {
    this.text += text;
    if (this.text.length > KEPT_CHARS) this.countText();
  }

  /** The provider's own count; it wins over ours. */
  report(usage: ChatUsage | undefined): void {
    this.reported = usage ?? this.reported;
  }

  usage(): TokenUsage {
    if (this.reported) return tokenUsageOf(this.reported);
    this.countText();
    return {
      source: 'estimated',
      freshInputTokens: estimatePromptTokens(this.request),
      outputTokens: this.countedTokens,
    };
  }

  /** The same in OpenAI's form, for the usage chunk of a stream. */
  chatUsage(): ChatUsage {
    if (this.reported) return this.reported;
    const { freshInputTokens: prompt, outputTokens: completion } = this.usage();
    return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  }

  private countText(): void {
    this.countedTokens += countTokens(this.text);
    this.text = '';
  }
}

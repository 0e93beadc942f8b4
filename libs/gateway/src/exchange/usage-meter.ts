import type { TokenUsage } from '@app/contracts';
import { countTokens } from './token-estimate';

/** Text kept for counting; beyond it, what is full is counted and let go, so that a long stream stays small in memory. */
const KEPT_CHARS = 16_384;

/** Follows one answer and knows, at any moment, the tokens to bill: those reported, else those it saw pass. */
export class UsageMeter {
  private reported: TokenUsage | undefined;
  private serviceTier: string | undefined;
  private text = '';
  private countedTokens = 0;

  constructor(private readonly estimatePromptTokens: () => number) {}

  /** A piece of what the model wrote passes by. */
  observe({ text }: { readonly text: string }): void {
    this.text += text;
    if (this.text.length > KEPT_CHARS) this.countText();
  }

  /** The provider's own count, which wins over ours, and its tier of service, which is known before any count. */
  report(usage: TokenUsage | undefined, serviceTier?: string): void {
    this.reported = usage ?? this.reported;
    this.serviceTier = serviceTier ?? this.serviceTier;
  }

  usage(): TokenUsage {
    if (this.reported) return this.reported;
    this.countText();
    return {
      source: 'estimated',
      freshInputTokens: this.estimatePromptTokens(),
      outputTokens: this.countedTokens,
      ...(this.serviceTier === undefined ? {} : { serviceTier: this.serviceTier }),
    };
  }

  private countText(): void {
    this.countedTokens += countTokens(this.text);
    this.text = '';
  }
}

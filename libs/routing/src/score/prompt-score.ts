import type { PromptView } from '../prompt/prompt-view';
export interface PromptScore {
  readonly share: number;
  readonly raw: number;
  readonly signals: readonly { name: string; amount: number; points: number }[];
}
export function scoreOf({ question }: PromptView): PromptScore {
  return { share: Math.min(0.99, question.length / 400), raw: 0, signals: [] };
}

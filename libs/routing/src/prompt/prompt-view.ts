/** What a strategy may look at. */
export interface PromptView {
  /** Text of the last message of the user. */
  readonly question: string;
  /** Messages of user and assistant before it. */
  readonly depth: number;
  /** Characters of all messages together. */
  readonly chars: number;
}

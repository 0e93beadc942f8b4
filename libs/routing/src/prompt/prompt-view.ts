/** What a choice between targets may look at of a request. */
export interface PromptView {
  /** Text of the last user message. */
  readonly question: string;
  /** User and assistant messages before it. */
  readonly depth: number;
  /** Characters of all messages together. */
  readonly chars: number;
}

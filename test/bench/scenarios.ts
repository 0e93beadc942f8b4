export interface Scenario {
  readonly name: string;
  /** Requests of one round. */
  readonly requests: number;
  /** Requests open at once. */
  readonly concurrency: number;
  readonly body: string;
  /** Events of the answer; 1 for JSON. */
  readonly events: number;
}

/** What the cheap upstream sends, by the model asked. */
export const SSE_EVENTS = 200;
const messages = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: 'What is the capital of France?' },
];
const history = Array.from({ length: 100 }, (_, i) => ({
  role: i % 2 === 0 ? 'user' : 'assistant',
  content: `Turn ${i}: ${'some words of history '.repeat(10)}`,
}));

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'small JSON',
    requests: 3_000,
    concurrency: 16,
    events: 1,
    body: JSON.stringify({ model: 'gpt-4o', messages }),
  },
  {
    name: '100 messages',
    requests: 1_000,
    concurrency: 16,
    events: 1,
    body: JSON.stringify({ model: 'gpt-4o', messages: history }),
  },
  {
    name: `SSE, ${SSE_EVENTS} chunks`,
    requests: 200,
    concurrency: 8,
    events: SSE_EVENTS,
    body: JSON.stringify({ model: 'gpt-4o', messages, stream: true, stream_options: { include_usage: true } }),
  },
];

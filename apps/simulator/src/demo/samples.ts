/** One request of the demo, and how it should come out. */
export interface Sample {
  readonly title: string;
  readonly kind: 'json' | 'stream' | 'list';
  /** Chat when left out. */
  readonly endpoint?: 'images' | 'responses';
  /** Fields of the request beside model and prompt. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly model?: string;
  readonly prompt?: string;
  readonly expectedStatus: number;
  /** The error's code, where one is expected. */
  readonly expectedCode?: string;
  /** Sent instead of the demo client's key. */
  readonly key?: string;
}

const ok = { expectedStatus: 200 };
const PROVIDER_MODELS = [
  ['OpenAI', 'gpt-5.4-mini'],
  ['Google Gemini', 'gemini-3.6-flash'],
  ['DeepSeek', 'deepseek-v4-pro'],
  ['Moonshot', 'kimi-k2.6'],
  ['xAI Grok', 'grok-4.3'],
  ['Ollama', 'ollama/llama3.2'],
] as const;

const GROUPS = [
  ['fast-flow', 'What is 2+2?'],
  ['standard-pro', 'Summarise the plot of Hamlet in two sentences.'],
  ['heavy-logic', 'Write a Python red-black tree implementation.'],
  ['dispatcher', 'Debug this race condition in my Go code.'],
  ['openai-auto', 'Hello!'],
  ['gemini-auto', 'Hello!'],
  ['deepseek-auto', 'Hello!'],
] as const;

const TOOLS = [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }];
const GOPHER = 'A cute gopher wearing a top hat';

/** Every provider in both forms, every group, every endpoint, names that need help, and errors a client will meet. */
export const SAMPLES: readonly Sample[] = [
  { title: 'list of models', kind: 'list', ...ok },
  ...PROVIDER_MODELS.flatMap(([label, model]): Sample[] => [
    { title: label, kind: 'json', model, prompt: 'Say hello to the gopher.', ...ok },
    { title: label, kind: 'stream', model, prompt: 'Say hello to the gopher.', ...ok },
  ]),
  ...GROUPS.map(([model, prompt], index): Sample => ({
    title: 'group',
    kind: index % 2 === 0 ? 'json' : 'stream',
    model,
    prompt,
    ...ok,
  })),
  {
    title: 'tools and reasoning',
    kind: 'json',
    model: 'gpt-5.6-luna',
    prompt: 'Use a tool.',
    fields: { tools: TOOLS },
    ...ok,
  },
  { title: 'image', endpoint: 'images', kind: 'json', model: 'dall-e-3', prompt: GOPHER, ...ok },
  { title: 'image', endpoint: 'images', kind: 'json', model: 'imagen-3.0-generate-001', prompt: GOPHER, ...ok },
  { title: 'Responses', endpoint: 'responses', kind: 'json', model: 'gpt-4o', prompt: 'Explain qubits.', ...ok },
  { title: 'Responses', endpoint: 'responses', kind: 'stream', model: 'gpt-4o', prompt: 'Explain qubits.', ...ok },
  {
    title: 'not offered',
    endpoint: 'responses',
    kind: 'json',
    model: 'deepseek-v4-pro',
    prompt: 'Explain qubits.',
    expectedStatus: 400,
    expectedCode: 'not_supported',
  },
  { title: 'ended model, replaced', kind: 'json', model: 'o4-mini', prompt: 'Are you still there?', ...ok },
  { title: 'provider/model', kind: 'stream', model: 'xai/grok-4.3', prompt: 'Which way did you come?', ...ok },
  {
    title: 'unknown model',
    kind: 'json',
    model: 'no-such-model',
    prompt: 'Hello?',
    expectedStatus: 404,
    expectedCode: 'model_not_found',
  },
  {
    title: 'wrong key',
    kind: 'json',
    model: 'gpt-5.4-mini',
    prompt: 'Hello?',
    key: 'sk-wrong',
    expectedStatus: 401,
    expectedCode: 'invalid_api_key',
  },
];

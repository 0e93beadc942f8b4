import { SeededRandom } from './seeded-random';

interface RandomBodies {
  readonly seed: number;
  readonly count: number;
  readonly models: readonly string[];
}

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  '\u0000',
  '\ud800',
  'x'.repeat(5_000),
  [],
  [null],
  [[]],
  [{}],
  {},
  { toString: 1, valueOf: 1 },
  { length: 3 },
  { type: 'text', text: { toString: null } },
  { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
  { type: 'function', function: { name: 'f', parameters: { type: 'object' } } },
  { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{' } },
];
const FIELDS = [
  'role',
  'content',
  'tool_calls',
  'tool_call_id',
  'name',
  'reasoning_content',
  'refusal',
  'tools',
  'tool_choice',
  'stream',
  'stream_options',
];
const MORE_FIELDS = [
  'stop',
  'n',
  'seed',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'response_format',
  'reasoning_effort',
  'thinking',
  'metadata',
  'messages',
  'model',
  'type',
  'text',
];

/** Requests in which any value may be any other; the same ones for the same seed. */
export function randomBodies({ seed, count, models }: RandomBodies): string[] {
  const generator = new SeededRandom(seed);
  const random = (): number => generator.next();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fields = [...FIELDS, ...MORE_FIELDS];
  const request = (): Record<string, unknown> => ({
    model: pick(models),
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'done' },
      { role: 'user', content: 'Go on' },
    ].slice(0, 1 + Math.floor(random() * 5)),
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
    stream: random() < 0.3,
  });
  const mutate = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const target = value as Record<string, unknown>;
    const key = random() < 0.5 ? pick(Object.keys(target)) : Array.isArray(value) ? '0' : pick(fields);
    if (key !== undefined && random() < 0.5 && typeof target[key] === 'object' && target[key] !== null)
      mutate(target[key]);
    else if (key !== undefined) target[key] = structuredClone(pick(ODD_VALUES));
  };
  return Array.from({ length: count }, () => {
    const body = request();
    for (let i = 0; i < 1 + random() * 3; i++) mutate(body);
    const text = JSON.stringify(body);
    return random() < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : text;
  });
}

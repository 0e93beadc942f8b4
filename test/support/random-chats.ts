import type { ChatCompletionRequest, ChatMessage, ChatTool, ToolCall } from '@app/contracts';
import { randomParameters } from './random-schema';
import { SeededRandom } from './seeded-random';

/** One thing that was said, called or answered, in the order of the conversation. */
export type Spoken =
  | { readonly as: 'system' | 'user' | 'assistant'; readonly text: string }
  | { readonly as: 'call'; readonly id: string; readonly name: string; readonly arguments: unknown }
  | { readonly as: 'result'; readonly id: string; readonly name: string; readonly result: unknown };

export interface RandomChat {
  readonly request: ChatCompletionRequest;
  /** What a translation has to keep. */
  readonly spoken: readonly Spoken[];
}

const TEXTS = ['Hello', 'Grüße 日本 🐹', ' ', '', '{"a":1}', 'line\nline', '$ref', 'x'.repeat(300)];
const NAMES = ['get_weather', 'add', '2fast', 'my tool', 'a.b:c-d', 'größe'];
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** A conversation as a client may honestly have it, with options to match; the same one for the same seed. */
export function randomChat(seed: number, model: string): RandomChat {
  const random = new SeededRandom(seed);
  const messages: ChatMessage[] = [];
  const spoken: Spoken[] = [];
  const say = (as: 'system' | 'user' | 'assistant', text: string): void => {
    const role = as === 'system' ? random.pick(['system', 'developer']) : as;
    messages.push({ role, content: random.chance(0.5) ? text : [{ type: 'text', text }] });
    if (text !== '') spoken.push({ as, text });
  };
  say('user', 'Begin');
  for (let turn = random.below(8); turn > 0; turn--) {
    if (random.chance(0.4)) step(random, messages, spoken);
    else say(random.pick(['system', 'user', 'assistant']), random.pick(TEXTS));
  }
  return { request: { model, messages, ...options(random) }, spoken };
}

/** An assistant turn with calls, and a result for each. */
function step(random: SeededRandom, messages: ChatMessage[], spoken: Spoken[]): void {
  const text = random.pick(TEXTS);
  const calls = [...random.some(2, () => madeCall(random)), madeCall(random)];
  messages.push({ role: 'assistant', content: text === '' ? null : text, tool_calls: calls.map(({ call }) => call) });
  if (text !== '') spoken.push({ as: 'assistant', text });
  for (const { call, name, args } of calls) spoken.push({ as: 'call', id: call.id ?? '', name, arguments: args });
  for (const { call, name } of calls) {
    const [content, result] = random.pick<[string, unknown]>([
      ['plain', { output: 'plain' }],
      ['{"n":[1,{"b":null}]}', { n: [1, { b: null }] }],
      ['{"$ref":"#/x"}', { output: '{"$ref":"#/x"}' }],
      ['', { output: '' }],
    ]);
    messages.push({ role: 'tool', tool_call_id: call.id ?? '', content });
    spoken.push({ as: 'result', id: call.id ?? '', name, result });
  }
}

function madeCall(random: SeededRandom): { call: ToolCall; name: string; args: unknown } {
  const name = random.pick(NAMES);
  const [text, args] = random.pick<[string, unknown]>([
    ['{}', {}],
    ['', {}],
    ['{"city":"Åre","n":1.5}', { city: 'Åre', n: 1.5 }],
    ['{"cut', { arguments: '{"cut' }],
  ]);
  const id = `call_${random.below(1e9)}`;
  const signed = random.chance(0.5) ? {} : { extra_content: { google: { thought_signature: signatureOf(id) } } };
  return { call: { id, type: 'function', function: { name, arguments: text }, ...signed }, name, args };
}

/** As the simulated vendor gives it to a call. */
function signatureOf(id: string): string {
  return Buffer.from(`simulated thought of ${id}`).toString('base64');
}

function options(random: SeededRandom): Partial<ChatCompletionRequest> {
  const tools = NAMES.filter(() => random.chance(0.4)).map((name): ChatTool => toolOf(random, name));
  const all: Partial<ChatCompletionRequest> = {
    temperature: random.next(),
    top_p: 1,
    stop: random.some(7, (index) => `stop${index}`),
    max_tokens: 100,
    seed: 7,
    n: 1 + random.below(2),
    logprobs: true,
    top_logprobs: random.below(3),
    reasoning_effort: random.pick(EFFORTS),
    service_tier: random.pick(['auto', 'flex', 'scale']),
    parallel_tool_calls: random.chance(0.5),
    response_format: random.pick([
      { type: 'text' },
      { type: 'json_object' },
      { type: 'json_schema', json_schema: { name: 'x', schema: randomParameters(random) } },
    ]),
    tool_choice: tools.length > 0 ? choiceOf(random, tools) : 'auto',
    user: 'someone',
  };
  const asked = Object.entries(all).filter(() => random.chance(0.4));
  return { ...Object.fromEntries(asked), ...(tools.length > 0 ? { tools } : { tool_choice: undefined }) };
}

function toolOf(random: SeededRandom, name: string): ChatTool {
  return { type: 'function', function: { name, parameters: randomParameters(random), strict: random.chance(0.3) } };
}

function choiceOf(random: SeededRandom, tools: readonly ChatTool[]): unknown {
  const named = { type: 'function', function: { name: random.pick(tools).function?.name } };
  const allowed = { type: 'allowed_tools', allowed_tools: { mode: random.pick(['auto', 'required']), tools: [named] } };
  return random.pick(['auto', 'none', 'required', named, allowed]);
}

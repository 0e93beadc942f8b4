import { HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, DallEAPIWrapper } from '@langchain/openai';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TINY_PNG_BASE64 } from '../../apps/simulator/src/tiny-png';
import { BuiltInstallation } from '../support/built-installation';
import { SAMPLE_MODELS } from '../support/sample-models';
import { GENUINE_STATE, STATEFUL_MODELS, stateSentIn } from '../support/tool-loop';

const prompt = 'Say hello to the gopher.';
const PICTURE = `data:image/png;base64,${TINY_PNG_BASE64}`;
/** The models that see, one of each kind of wire. */
const SEEING = ['gpt-5.4', 'gemini-2.5-flash-lite', 'gemma3:1b'];
/** Among them those whose state has to come back, though this client's messages have no place for it. */
const CALLING = new Set([...SAMPLE_MODELS.map(({ model }) => model), ...STATEFUL_MODELS]);
/** LangChain asks this one through Responses by itself, where OpenAI keeps the reasoning. */
const THROUGH_RESPONSES = 'gpt-5.6-luna';
const MOST_ANSWERS = 6;

let simulator: Simulator;
let installation: BuiltInstallation;
let baseURL: string;
let apiKey: string;

beforeAll(async () => {
  simulator = await startSimulator();
  installation = new BuiltInstallation(simulator);
  const { url } = await installation.serve();
  baseURL = `${url}/v1`;
  apiKey = await installation.createKey('langchain');
});
afterAll(async () => {
  await installation.remove();
  await simulator.close();
});
beforeEach(() => simulator.clear());

const chat = (model: string): ChatOpenAI =>
  new ChatOpenAI({ model, apiKey, maxRetries: 0, configuration: { baseURL } });

const weather = tool(({ city }: { city: string }) => `7 degrees in ${city}`, {
  name: 'weather',
  description: 'The weather of a city.',
  schema: z.object({ city: z.string() }),
});

describe.each(SAMPLE_MODELS)('$vendor', ({ model }) => {
  it('answers', async () => {
    const { text, usage_metadata: usage } = await chat(model).invoke(prompt);
    expect(text).toContain('simulated answer');
    expect(usage?.output_tokens).toBeGreaterThan(0);
  });

  it('streams', async () => {
    let text = '';
    let outputTokens = 0;
    for await (const chunk of await chat(model).stream(prompt)) {
      text += chunk.text;
      outputTokens += chunk.usage_metadata?.output_tokens ?? 0;
    }
    expect(text).toContain('simulated answer');
    expect(outputTokens).toBeGreaterThan(0);
  });

  it('fits its answer to a schema', async () => {
    const schema = z.object({ name: z.string(), age: z.number() });
    expect(await chat(model).withStructuredOutput(schema).invoke(prompt)).toEqual({ name: 'x', age: 1 });
  });
});

describe.each([...CALLING])('tools with %s', (model) => {
  const runLoop = async (isStreamed: boolean): Promise<BaseMessage[]> => {
    const bound = chat(model).bindTools([weather]);
    const messages: BaseMessage[] = [new HumanMessage('Use the tools in 2 steps: how is Oslo?')];
    for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
      const answer = isStreamed ? await gathered(await bound.stream(messages)) : await bound.invoke(messages);
      messages.push(answer);
      const calls = answer.tool_calls ?? [];
      if (calls.length === 0) break;
      for (const call of calls) {
        const result: unknown = await weather.invoke({ ...call, type: 'tool_call' });
        if (result instanceof ToolMessage) messages.push(result);
      }
    }
    return messages;
  };

  it.each([false, true])('loop to their end (streamed: %s)', async (isStreamed) => {
    const messages = await runLoop(isStreamed);
    expect(messages.map((message) => message.type)).toEqual(['human', 'ai', 'tool', 'ai', 'tool', 'ai']);
    expect(messages.at(-1)?.text).toBe('The tool returned: 7 degrees in x');
    if (model === THROUGH_RESPONSES)
      expect(simulator.requests.map(({ path }) => path)).toEqual(Array(3).fill('/openai/v1/responses'));
    if (model === THROUGH_RESPONSES || !STATEFUL_MODELS.includes(model)) return;
    const genuine: unknown = expect.stringMatching(GENUINE_STATE);
    expect(stateSentIn(simulator.requests.at(-1)?.body)).toEqual([genuine, genuine]);
  });
});

describe('pictures', () => {
  it.each(SEEING)('are seen by %s', async (model) => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: PICTURE } },
    ];
    expect((await chat(model).invoke([new HumanMessage({ content })])).text).toContain('What is this?');
    expect(JSON.stringify(simulator.requests.at(-1)?.body)).toContain(TINY_PNG_BASE64);
  });

  it.each([
    ['dall-e-3', 'url', PICTURE],
    ['dall-e-3', 'b64_json', TINY_PNG_BASE64],
    ['gpt-image-2', 'b64_json', TINY_PNG_BASE64],
    ['gemini-3.1-flash-image', 'b64_json', TINY_PNG_BASE64],
  ] as const)('are drawn by %s as %s', async (model, dallEResponseFormat, picture) => {
    const draw = new DallEAPIWrapper({ model, dallEResponseFormat, apiKey, baseUrl: baseURL });
    expect(await draw.invoke('A gopher in a hat')).toBe(picture);
  });
});

type Chunk = Awaited<ReturnType<ReturnType<ChatOpenAI['bindTools']>['invoke']>>;

/** The chunks of one answer as one message, as LangChain adds them up. */
async function gathered(stream: AsyncIterable<Chunk>): Promise<Chunk> {
  let whole: Chunk | undefined;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  if (!whole) throw new Error('A stream without chunks.');
  return whole;
}

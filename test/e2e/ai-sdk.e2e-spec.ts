import { createOpenAICompatible, type OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';
import { generateImage, generateText, isStepCount, Output, streamText, tool } from 'ai';
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

let simulator: Simulator;
let installation: BuiltInstallation;
let provider: OpenAICompatibleProvider;

beforeAll(async () => {
  simulator = await startSimulator();
  installation = new BuiltInstallation(simulator);
  const { url } = await installation.serve();
  const apiKey = await installation.createKey('ai-sdk');
  provider = createOpenAICompatible({
    name: 'gophergate',
    baseURL: `${url}/v1`,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
});
afterAll(async () => {
  await installation.remove();
  await simulator.close();
});
beforeEach(() => simulator.clear());

const weather = () =>
  tool({
    description: 'The weather of a city.',
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => Promise.resolve(`7 degrees in ${city}`),
  });

describe.each(SAMPLE_MODELS)('$vendor', ({ vendor, model }) => {
  it('answers', async () => {
    const { text, usage, finishReason, finalStep } = await generateText({ model: provider(model), prompt });
    expect(text).toContain('simulated answer');
    expect(finishReason).toBe('stop');
    expect(usage.outputTokens).toBeGreaterThan(0);
    expect(finalStep.response.headers?.['x-gophergate-provider']).toBe(vendor);
  });

  it('streams', async () => {
    const { textStream, usage, finishReason } = streamText({ model: provider(model), prompt });
    let text = '';
    for await (const piece of textStream) text += piece;
    expect(text).toContain('simulated answer');
    expect(await finishReason).toBe('stop');
    expect((await usage).outputTokens).toBeGreaterThan(0);
  });
});

describe.each([...CALLING])('tools with %s', (model) => {
  const expectStateBack = (): void => {
    if (!STATEFUL_MODELS.includes(model)) return;
    const genuine: unknown = expect.stringMatching(GENUINE_STATE);
    expect(stateSentIn(simulator.requests.at(-1)?.body)).toEqual([genuine, genuine]);
  };
  const question = { prompt: 'Use the tools in 2 steps: how is Oslo?', stopWhen: isStepCount(5) };

  it('loop to their end', async () => {
    const { steps, text } = await generateText({ model: provider(model), tools: { weather: weather() }, ...question });
    expect(steps.map(({ finishReason }) => finishReason)).toEqual(['tool-calls', 'tool-calls', 'stop']);
    expect(steps.flatMap(({ toolResults }) => toolResults.map(({ output }) => output))).toEqual([
      '7 degrees in x',
      '7 degrees in x',
    ]);
    expect(text).toBe('The tool returned: 7 degrees in x');
    expectStateBack();
  });

  it('loop to their end as streams', async () => {
    const result = streamText({ model: provider(model), tools: { weather: weather() }, ...question });
    expect(await result.text).toBe('The tool returned: 7 degrees in x');
    expect((await result.steps).map(({ finishReason }) => finishReason)).toEqual(['tool-calls', 'tool-calls', 'stop']);
    expectStateBack();
  });
});

describe.each(SAMPLE_MODELS)('structured output of $vendor', ({ model }) => {
  it('fits its schema', async () => {
    const schema = z.object({ name: z.string(), age: z.number() });
    const { output } = await generateText({ model: provider(model), prompt, output: Output.object({ schema }) });
    expect(output).toEqual({ name: 'x', age: 1 });
  });
});

describe('pictures', () => {
  it.each(SEEING)('are seen by %s', async (model) => {
    const content = [
      { type: 'text' as const, text: 'What is this?' },
      { type: 'file' as const, data: PICTURE, mediaType: 'image/png' },
    ];
    const { text } = await generateText({ model: provider(model), messages: [{ role: 'user', content }] });
    expect(text).toContain('What is this?');
    expect(JSON.stringify(simulator.requests.at(-1)?.body)).toContain(TINY_PNG_BASE64);
  });

  it.each(['gpt-image-2', 'dall-e-3', 'gemini-3.1-flash-image', 'imagen-4.0-generate-001'])(
    'are drawn by %s',
    async (model) => {
      const { image } = await generateImage({ model: provider.imageModel(model), prompt: 'A gopher in a hat' });
      expect(image.base64).toBe(TINY_PNG_BASE64);
    },
  );
});

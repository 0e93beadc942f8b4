import { isJsonObject, objectFrom, objectsIn, textFrom } from '../json-object';
import { startSimulator, type Simulator } from '../simulator.server';
import {
  deltaText,
  eventsIn,
  firstChoice,
  lastUsage,
  messageOf,
  userSays,
  vendorClient,
  WEATHER_TOOL,
} from '../testing/vendor-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.clear());
afterAll(() => simulator.close());

const VENDORS = [
  { vendor: 'openai', model: 'gpt-4o', served: 'gpt-4o', gone: 'o1', goneStatus: 404 },
  { vendor: 'openai', model: 'gpt-5', served: 'gpt-5', gone: 'gpt-4.1-nano', goneStatus: 404 },
  { vendor: 'deepseek', model: 'deepseek-v4-flash', served: 'deepseek-flash', gone: 'deepseek-chat', goneStatus: 404 },
  { vendor: 'moonshot', model: 'kimi-k3', served: 'kimi-k3', gone: 'kimi-k2.5', goneStatus: 404 },
  { vendor: 'grok', model: 'grok-4', served: 'grok-4.3', gone: 'grok-1', goneStatus: 400 },
  { vendor: 'grok', model: 'grok-3-mini', served: 'grok-3-mini', gone: 'grok-2', goneStatus: 400 },
  { vendor: 'ollama', model: 'qwen3', served: 'qwen3', gone: 'llama2', goneStatus: 404 },
] as const;

describe.each(VENDORS)('$vendor serving $model', ({ vendor, model, served, gone, goneStatus }) => {
  const client = vendorClient(() => simulator, vendor);
  const request = { model, messages: userSays('What do otters eat?') };
  const stream = { ...request, stream: true, stream_options: { include_usage: true } };
  const withTool = { ...request, messages: userSays('Use the tool'), tools: [WEATHER_TOOL] };
  /** grok alone counts the reasoning outside the completion. */
  const totalOf = (usage: Record<string, unknown>): number => {
    const outside = vendor === 'grok' ? Number(objectFrom(usage.completion_tokens_details).reasoning_tokens) : 0;
    return Number(usage.prompt_tokens) + Number(usage.completion_tokens) + outside;
  };

  it('answers with an echo of the question, under the name of the model that served', async () => {
    const { status, body } = await client.chat(request);
    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'chat.completion', model: served });
    expect(messageOf(body).content).toMatch(/What do otters eat\?$/);
    expect(firstChoice(body).finish_reason).toBe('stop');
  });

  it.each([
    { tools: [5] },
    { tools: 'x' },
    { stop: 5 },
    { stop: [null] },
    { tools: [{ type: 'function', function: 5 }] },
  ])('is not brought down by %j', async (odd) => {
    expect((await client.chat({ ...request, ...odd })).status).toBeLessThan(500);
  });

  it('streams the same text, with one id, one role and [DONE]', async () => {
    const plain = await client.chat(request);
    const { text, headers } = await client.chat(stream);
    const events = eventsIn(text);
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(deltaText(events)).toBe(messageOf(plain.body).content);
    expect(new Set(events.map(({ id }) => id)).size).toBe(1);
    expect(events.every((event) => event.model === served)).toBe(true);
    expect(events.filter((event) => objectFrom(firstChoice(event).delta).role === 'assistant')).toHaveLength(1);
    expect(events.map((event) => firstChoice(event).finish_reason).filter(Boolean)).toEqual(['stop']);
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('reports a usage that adds up, alike in both ways and equal to what was sent', async () => {
    const plain = objectFrom((await client.chat(request)).body.usage);
    const streamed = lastUsage(eventsIn((await client.chat(stream)).text));
    expect(streamed).toEqual(plain);
    expect(plain.total_tokens).toBe(totalOf(plain));
    const [first, second] = simulator.requests;
    expect(first?.tokensSent).toBe(Number(plain.total_tokens) - Number(plain.prompt_tokens));
    expect(second?.tokensSent).toBe(first?.tokensSent);
  });

  it('calls a tool with arguments that fit, in both ways', async () => {
    const { body } = await client.chat(withTool);
    const [call] = objectsIn(messageOf(body).tool_calls);
    const fn = objectFrom(call?.function);
    expect(firstChoice(body).finish_reason).toBe('tool_calls');
    expect(messageOf(body).content).toBeNull();
    expect([fn.name, JSON.parse(String(fn.arguments))]).toEqual(['get_weather', { city: 'x', days: 1 }]);

    const events = eventsIn((await client.chat({ ...withTool, stream: true })).text);
    const deltas = events.flatMap((event) => objectsIn(objectFrom(firstChoice(event).delta).tool_calls));
    expect(deltas.map((delta) => textFrom(objectFrom(delta.function).arguments) ?? '').join('')).toBe(fn.arguments);
    expect(deltas.every(({ index }) => index === 0)).toBe(true);
    expect(deltas.filter(({ id }) => typeof id === 'string')).toHaveLength(1);
  });

  it('calls in parallel with indices and distinct ids', async () => {
    const messages = userSays('Use the tool twice in parallel');
    const events = eventsIn((await client.chat({ ...withTool, messages, stream: true })).text);
    const opened = events
      .flatMap((event) => objectsIn(objectFrom(firstChoice(event).delta).tool_calls))
      .filter(({ id }) => id !== undefined);
    expect(opened.map(({ index }) => index)).toEqual([0, 1]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(2);
  });

  it('quotes the result of a tool', async () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } };
    const messages = [
      ...userSays('Use the tool'),
      { role: 'assistant', content: null, reasoning_content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: '12 degrees and rain' },
    ];
    const { body } = await client.chat({ ...withTool, messages });
    expect(messageOf(body).content).toBe('The tool returned: 12 degrees and rain');
  });

  it('gives JSON when JSON is asked for', async () => {
    const { body } = await client.chat({
      ...request,
      messages: userSays('Answer in json'),
      response_format: { type: 'json_object' },
    });
    expect(JSON.parse(String(messageOf(body).content))).toEqual({ answer: 'x' });
  });

  it('keeps to a schema that stands in its instructions', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    const { body } = await client.chat({
      ...request,
      messages: [{ role: 'system', content: `Answer as json: ${JSON.stringify(schema)}` }, ...userSays('Who?')],
      response_format: { type: 'json_object' },
    });
    expect(JSON.parse(String(messageOf(body).content))).toEqual({ name: 'x' });
  });

  it('counts a long prompt as cached', async () => {
    const usage = objectFrom(
      (await client.chat({ ...request, messages: userSays(' river'.repeat(1_300)) })).body.usage,
    );
    const cached = objectFrom(usage.prompt_tokens_details).cached_tokens;
    expect(cached).toBe(vendor === 'ollama' ? undefined : 1_280);
    if (vendor === 'deepseek')
      expect([usage.prompt_cache_hit_tokens, usage.prompt_cache_miss_tokens]).toEqual([
        1_280,
        Number(usage.prompt_tokens) - 1_280,
      ]);
    if (vendor === 'moonshot') expect(usage.cached_tokens).toBe(1_280);
  });

  it('does not know the model of another day', async () => {
    expect((await client.chat({ ...request, model: gone })).status).toBe(goneStatus);
    expect((await client.chat({ ...request, model: `${gone}~tokens=1` })).status).toBe(goneStatus);
  });

  it('takes any model under a sim- name', async () => {
    const { status, body } = await client.chat({ ...request, model: `sim-${model}` });
    expect([status, body.model]).toEqual([200, `sim-${model}`]);
  });

  it('lists its models', async () => {
    const { body } = await client.get('/models');
    expect(body.object).toBe('list');
    expect(objectsIn(body.data).every((row) => row.object === 'model' && typeof row.owned_by === 'string')).toBe(true);
    expect(objectsIn(body.data).map(({ id }) => id)).not.toContain(gone);
    expect((await client.get(`/models/${model}`)).body.id).toBe(model);
    expect((await client.get(`/models/${gone}`)).status).toBe(goneStatus);
  });

  it('asks for the key it needs', async () => {
    const statuses = await Promise.all(
      ['', 'wrong', 'sim-forbidden'].map(async (key) => (await client.chat(request, { key })).status),
    );
    const expected = {
      openai: [401, 401, 403],
      deepseek: [401, 401, 403],
      moonshot: [401, 401, 403],
      grok: [400, 400, 403],
      ollama: [200, 200, 403],
    };
    expect(statuses).toEqual(expected[vendor]);
  });

  it('refuses a body without model or messages, and an unknown path', async () => {
    expect((await client.chat({ messages: userSays('hi') })).status).toBe(400);
    expect((await client.chat({ model })).status).toBe(400);
    expect((await client.chat({ model, messages: [] })).status).toBe(400);
    expect((await client.post('/embeddings', {})).status).toBe(404);
  });
});

describe('reasoning text', () => {
  it.each([
    ['deepseek', 'deepseek-v4-pro', 'reasoning_content'],
    ['moonshot', 'kimi-k2.6', 'reasoning_content'],
    ['grok', 'grok-3-mini', 'reasoning_content'],
    ['ollama', 'gpt-oss:20b', 'reasoning'],
  ] as const)('is shown by %s %s in %s', async (vendor, model, field) => {
    const client = vendorClient(() => simulator, vendor);
    const request = { model, messages: userSays('hi') };
    const plain = messageOf((await client.chat(request)).body)[field];
    expect(typeof plain).toBe('string');
    expect(deltaText(eventsIn((await client.chat({ ...request, stream: true })).text), field)).toBe(plain);
  });

  it.each([
    ['openai', 'gpt-5'],
    ['grok', 'grok-4.5'],
    ['ollama', 'llama3.2'],
  ] as const)('is hidden by %s %s', async (vendor, model) => {
    const { text } = await vendorClient(() => simulator, vendor).chat({ model, messages: userSays('hi') });
    expect(text).not.toMatch(/"reasoning(_content)?":/);
  });
});

describe('places of the usage in a stream', () => {
  const places = async (
    vendor: 'openai' | 'deepseek' | 'moonshot' | 'grok' | 'ollama',
    model: string,
    includeUsage: boolean,
  ) => {
    const options = includeUsage ? { stream_options: { include_usage: true } } : {};
    const { text } = await vendorClient(() => simulator, vendor).chat({
      model,
      stream: true,
      messages: userSays('hi'),
      ...options,
    });
    return eventsIn(text).map((event) => ({
      isEmpty: objectsIn(event.choices).length === 0,
      usage: event.usage === null ? 'null' : isJsonObject(event.usage) ? 'yes' : 'none',
      inChoice: isJsonObject(firstChoice(event).usage),
      isFinish: typeof firstChoice(event).finish_reason === 'string',
    }));
  };

  it('openai: a chunk of its own on request, null before it', async () => {
    const asked = await places('openai', 'gpt-4o', true);
    expect(asked.at(-1)).toMatchObject({ isEmpty: true, usage: 'yes' });
    expect(asked.slice(0, -1).every(({ usage }) => usage === 'null')).toBe(true);
    expect((await places('openai', 'gpt-4o', false)).every(({ usage, isEmpty }) => usage === 'none' && !isEmpty)).toBe(
      true,
    );
  });

  it('ollama: a chunk of its own on request, no key before it', async () => {
    const asked = await places('ollama', 'qwen3', true);
    expect(asked.at(-1)).toMatchObject({ isEmpty: true, usage: 'yes' });
    expect(asked.slice(0, -1).every(({ usage }) => usage === 'none')).toBe(true);
  });

  it('deepseek: on the finish chunk on request', async () => {
    const asked = await places('deepseek', 'deepseek-flash', true);
    expect(asked.at(-1)).toMatchObject({ isEmpty: false, usage: 'yes', isFinish: true });
    expect((await places('deepseek', 'deepseek-flash', false)).every(({ usage }) => usage === 'none')).toBe(true);
  });

  it('moonshot: in the choice of the finish chunk always, a chunk of its own on request', async () => {
    expect((await places('moonshot', 'kimi-k3', false)).at(-1)).toEqual({
      isEmpty: false,
      usage: 'none',
      inChoice: true,
      isFinish: true,
    });
    const asked = await places('moonshot', 'kimi-k3', true);
    expect(asked.at(-2)).toMatchObject({ inChoice: true });
    expect(asked.at(-1)).toMatchObject({ isEmpty: true, usage: 'yes' });
  });

  it.each([true, false])(
    'grok: grows over two late chunks, then null on an empty one (asked: %s)',
    async (includeUsage) => {
      const late = (await places('grok', 'grok-4.5', includeUsage)).slice(-3);
      expect(late.map(({ usage, isEmpty }) => [usage, isEmpty])).toEqual([
        ['yes', false],
        ['yes', false],
        ['null', true],
      ]);
    },
  );

  it('grok: the earlier of the two is smaller and never below zero', async () => {
    const { text } = await vendorClient(() => simulator, 'grok').chat({
      model: 'grok-4.5',
      stream: true,
      messages: userSays('tool'),
      tools: [WEATHER_TOOL],
    });
    const [early, final] = eventsIn(text)
      .map(({ usage }) => usage)
      .filter(isJsonObject);
    expect(Number(early?.completion_tokens)).toBeGreaterThanOrEqual(0);
    expect(Number(early?.completion_tokens)).toBeLessThan(Number(final?.completion_tokens));
  });
});

describe('limits and choices', () => {
  it.each([
    ['openai', 'gpt-4o', 'max_tokens'],
    ['openai', 'gpt-4o', 'max_completion_tokens'],
    ['moonshot', 'moonshot-v1-8k', 'max_tokens'],
    ['grok', 'grok-4.20-0309-non-reasoning', 'max_completion_tokens'],
    ['ollama', 'llama3.2', 'max_tokens'],
  ] as const)('%s %s honours %s', async (vendor, model, field) => {
    const { body } = await vendorClient(() => simulator, vendor).chat({ model, messages: userSays('hi'), [field]: 3 });
    expect(firstChoice(body).finish_reason).toBe('length');
    expect(objectFrom(body.usage).completion_tokens).toBe(3);
  });

  it.each(['deepseek', 'ollama'] as const)('%s reads max_tokens only', async (vendor) => {
    const model = vendor === 'deepseek' ? 'deepseek-flash' : 'llama3.2';
    const { body } = await vendorClient(() => simulator, vendor).chat({
      model,
      messages: userSays('hi'),
      max_completion_tokens: 1,
    });
    expect(firstChoice(body).finish_reason).toBe('stop');
  });

  it('openai gives n choices, in a stream too', async () => {
    const client = vendorClient(() => simulator, 'openai');
    const request = { model: 'gpt-4o', n: 3, messages: userSays('hi') };
    const { body } = await client.chat(request);
    expect(objectsIn(body.choices).map(({ index }) => index)).toEqual([0, 1, 2]);
    const events = eventsIn((await client.chat({ ...request, stream: true })).text);
    expect(
      events.filter((event) => firstChoice(event).finish_reason === 'stop').map((event) => firstChoice(event).index),
    ).toEqual([0, 1, 2]);
  });

  it('gives deepseek a second address under /v1', async () => {
    const response = await fetch(`${simulator.baseUrlOf('deepseek')}/v1/models`, {
      headers: { authorization: 'Bearer sim-key' },
    });
    expect(response.status).toBe(200);
  });
});

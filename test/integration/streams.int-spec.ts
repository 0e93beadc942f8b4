import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { contentOf, answerOf, type Answer } from '../support/answer';
import { eventually } from '../support/eventually';
import { expectRefusal } from '../support/refusal';
import { SAMPLE_MODELS, type SampleModel } from '../support/sample-models';
import { enabling, ALL_VENDORS } from '../support/simulated-environment';
import { TestGateway } from '../support/test-gateway';

/** Paced like a model that writes, so that the first tokens are on their way before anything happens to the rest. */
const PACE = 'tps=25;tokens=40';
const FIRST_BYTE_MS = 400;
const IDLE_MS = 500;
const WITH_USAGE = { stream_options: { include_usage: true } };

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.clear());

const during = (environment: Record<string, string> = {}): void => {
  beforeAll(async () => {
    // Faults are the subject here; the breaker has its own tests.
    gateway = await TestGateway.start({
      simulator,
      environment: { LLM_PROXY__BREAKER__VOLUME: '10000', ...environment },
    });
  });
  afterAll(() => gateway.stop());
};

describe.each(SAMPLE_MODELS)('a stream of $vendor', ({ vendor, model }) => {
  during();

  it('says what the JSON answer says, in the order of the contract', async () => {
    const whole = await gateway.chat({ model });
    const streamed = await gateway.stream({ model });
    const choices = streamed.chunks.flatMap((chunk) => chunk.choices);
    expect(streamed.status).toBe(200);
    expect(streamed.headers.get('content-type')).toContain('text/event-stream');
    expect(streamed.headers.get('x-gophergate-provider')).toBe(vendor);
    expect(streamed.text).toBe(contentOf(whole));
    expect(streamed.reasoning).toBe(whole.body.choices?.[0]?.message['reasoning_content'] ?? '');
    expect(new Set(streamed.chunks.map(({ id, object, model: name }) => `${id} ${object} ${name}`)).size).toBe(1);
    expect(choices[0]?.delta.role).toBe('assistant');
    expect(choices.filter(({ delta }) => delta.role !== undefined)).toHaveLength(1);
    expect(choices.filter(({ finish_reason: reason }) => reason)).toHaveLength(1);
    expect(streamed.chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
    expect(streamed.chunks.every(({ choices: { length } }) => length === 1)).toBe(true);
    expect(streamed.usage).toBeUndefined();
    expect(streamed.isDone).toBe(true);
  });

  it('speaks of usage in every chunk when it is asked for, and in none when not', async () => {
    const without = await gateway.stream({ model });
    expect(without.chunks.filter((chunk) => 'usage' in chunk)).toEqual([]);
    const asked = await gateway.stream({ model, ...WITH_USAGE });
    expect(asked.chunks.filter((chunk) => !('usage' in chunk))).toEqual([]);
    expect(asked.chunks.filter(({ usage }) => usage !== null)).toHaveLength(1);
  });

  it('ends with a usage chunk when it is asked for', async () => {
    const whole = await gateway.chat({ model });
    const streamed = await gateway.stream({ model, ...WITH_USAGE });
    const last = streamed.chunks.at(-1);
    expect(last).toMatchObject({
      id: streamed.chunks[0]?.id,
      object: 'chat.completion.chunk',
      choices: [],
      usage: { gophergate: { cost: expect.stringMatching(/^\d+(\.\d+)?$/) } },
    });
    expect(streamed.chunks.slice(0, -1).every(({ choices, usage }) => choices.length === 1 && !usage)).toBe(true);
    const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = whole.body.usage ?? {};
    expect(streamed.usage).toMatchObject({ prompt_tokens: prompt, completion_tokens: completion, total_tokens: total });
    expect(streamed.isDone).toBe(true);
  });

  const forms = [
    'crlf=1',
    'comments=1',
    'chunk=1',
    'chunk=2',
    'chunk=7',
    ...(vendor === 'gemini' ? ['array=1', 'array=1;chunk=1', 'array=1;chunk=7'] : []),
  ];
  it.each(forms)('reads the same from %s', async (form) => {
    const plain = await gateway.stream({ model, ...WITH_USAGE });
    simulator.control(form, { vendor, times: 1 });
    const formed = await gateway.stream({ model, ...WITH_USAGE });
    expect([formed.text, formed.reasoning, formed.usage, formed.isDone]).toEqual([
      plain.text,
      plain.reasoning,
      plain.usage,
      true,
    ]);
    const [one, other] = [await gateway.rowOf(plain), await gateway.rowOf(formed)];
    for (const field of [
      'freshInputTokens',
      'outputTokens',
      'reasoningTokens',
      'usageSource',
      'costState',
      'servedModel',
      'outcome',
    ] as const) {
      expect([field, other[field]]).toEqual([field, one[field]]);
    }
  });
});

describe.each(SAMPLE_MODELS)('a failure of $vendor before the first byte', ({ vendor, model, prefixed }) => {
  during();

  const faults: readonly (readonly [control: string, status: number, code?: string])[] = [
    ['status=429;retry=7', 429],
    ['status=503', 503, 'provider_error'],
    ['status=500', 502, 'provider_error'],
    ['status=502', 502, 'provider_error'],
    ['status=402', 502, 'provider_balance_exhausted'],
    ['reset=0', 502, 'provider_unreachable'],
    ['emptybody=1', 502],
  ];

  it.each(
    faults.flatMap(([control, status, code]) => [false, true].map((stream) => ({ control, status, code, stream }))),
  )('$control (stream: $stream) is a real $status', async ({ control, status, code, stream }) => {
    simulator.control(control, { vendor, times: 1 });
    const answer = await gateway.chat({ model, stream });
    expectRefusal(answer, status, code);
    if (status === 429) expect(answer.headers.get('retry-after')).toBe('7');
    expect(await gateway.rowOf(answer)).toMatchObject({
      outcome: 'failed',
      httpStatus: status,
      isStream: stream,
      attempts: 1,
      providerId: vendor,
    });
  });

  it('an answer that is no JSON is a 502', async () => {
    simulator.control('badjson=1', { vendor, times: 1 });
    expectRefusal(await gateway.chat({ model }), 502, 'provider_bad_response');
  });

  it('an error under status 200 is a 502 or 503', async () => {
    simulator.control('errorevent=0', { vendor, times: 1 });
    const answer = await gateway.chat({ model });
    expect([502, 503]).toContain(answer.status);
    expectRefusal(answer, answer.status, 'provider_error');
  });

  it('a JSON answer that ends too early is a 502', async () => {
    simulator.control('halfclose=0', { vendor, times: 1 });
    expectRefusal(await gateway.chat({ model }), 502, 'provider_bad_response');
  });

  it('an unknown model is the 404 it is', async () => {
    const answer = await gateway.chat({ model: `${prefixed.split('/')[0] ?? ''}/no-such-model` });
    expectRefusal(answer, 404, 'model_not_found');
  });
});

describe('a provider that is silent', () => {
  during({ LLM_PROXY__UPSTREAM__FIRST_BYTE_MS: String(FIRST_BYTE_MS), LLM_PROXY__UPSTREAM__IDLE_MS: String(IDLE_MS) });

  // The time limits are looked at once a second, so all providers are silent at the same time.
  it.each(['ttfb=5000', 'noanswer=1', 'stall=0'])('before the first byte (%s) is a 504', async (control) => {
    simulator.control(control);
    // A local server may load a model first, and is given its time for it.
    const limited = SAMPLE_MODELS.filter(({ vendor }) => vendor !== 'ollama' || control === 'stall=0');
    const streamed = control === 'stall=0' ? [false] : [false, true];
    await Promise.all(
      limited.flatMap(({ model, vendor }) =>
        streamed.map(async (stream) => {
          const answer = await gateway.chat({ model, stream });
          expect(expectRefusal(answer, 504, 'provider_timeout').message).toContain(vendor);
          expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', httpStatus: 504, providerId: vendor });
        }),
      ),
    );
  });

  it('trap 50: in the middle is an error event, and the end', async () => {
    simulator.control(`stall=4;${PACE}`);
    await Promise.all(
      SAMPLE_MODELS.map(async ({ model, vendor, unthinking }) => {
        const streamed = await gateway.stream({ model, ...unthinking });
        expect(streamed).toMatchObject({
          status: 200,
          isDone: false,
          error: { type: 'server_error', param: null, code: 'provider_timeout' },
        });
        expect(streamed.text).not.toBe('');
        expect(await gateway.rowOf(streamed)).toMatchObject({ outcome: 'failed', providerId: vendor });
      }),
    );
  });
});

describe.each(SAMPLE_MODELS)('a failure of $vendor in the middle', ({ vendor, model, unthinking }) => {
  during();

  it.each([
    ['reset=4', 'provider_stream_broken'],
    ['halfclose=4', 'provider_stream_broken'],
    ['errorevent=4', 'provider_error'],
    ['badjson=1', 'provider_bad_response'],
  ])('trap 43: %s is an error event, and no [DONE]', async (control, code) => {
    simulator.control(`${control};${PACE}`, { vendor, times: 1 });
    const streamed = await gateway.stream({ model, ...unthinking, ...WITH_USAGE });
    expect(streamed).toMatchObject({ status: 200, isDone: false, usage: undefined });
    expect(streamed.error).toEqual({
      message: expect.stringContaining(vendor),
      type: 'server_error',
      param: null,
      code,
    });
    expect(streamed.chunks.length).toBeGreaterThanOrEqual(1);
    expect(streamed.chunks.flatMap(({ choices }) => choices).some(({ finish_reason: reason }) => reason)).toBe(false);
    const row = await gateway.rowOf(streamed);
    expect(row).toMatchObject({ outcome: 'failed', errorCode: code, isStream: true });
  });
});

describe.each([
  ['sim-forbidden', ALL_VENDORS],
  ['wrong', ALL_VENDORS.filter((vendor) => vendor !== 'ollama')],
])('with the key %s', (key, vendors) => {
  during(
    Object.fromEntries([...ALL_VENDORS.map((vendor) => [`${vendor.toUpperCase()}_API_KEY`, key]), enabling('ollama')]),
  );

  it.each(SAMPLE_MODELS.filter(({ vendor }) => vendors.some((id) => id === vendor)))(
    "$vendor's refusal is a 502, never a 401",
    async ({ prefixed, vendor }) => {
      for (const stream of [false, true]) {
        const { message } = expectRefusal(await gateway.chat({ model: prefixed, stream }), 502, 'provider_key_refused');
        expect(message).toContain(vendor);
        expect(message).not.toContain(key);
      }
    },
  );
});

describe('the breaker', () => {
  const RESET_MS = 1_500;
  during({ LLM_PROXY__BREAKER__VOLUME: '5', LLM_PROXY__BREAKER__RESET_MS: String(RESET_MS) });

  const modelOf = (vendor: SampleModel['vendor']): string =>
    SAMPLE_MODELS.find((sample) => sample.vendor === vendor)?.model ?? '';
  const askTimes = async (vendor: SampleModel['vendor'], times: number, stream: boolean): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let i = 0; i < times; i++) answers.push(await gateway.chat({ model: modelOf(vendor), stream }));
    return answers;
  };

  it.each([
    ['status=400', 'openai', 400],
    ['status=429', 'moonshot', 429],
    ['status=404', 'gemini', 404],
  ] as const)('stays closed after %s', async (control, vendor, status) => {
    simulator.control(control, { vendor, times: 20 });
    for (const answer of [...(await askTimes(vendor, 10, false)), ...(await askTimes(vendor, 10, true))])
      expect(answer.status).toBe(status);
    expect(await gateway.chat({ model: modelOf(vendor) })).toMatchObject({ status: 200 });
  });

  it.each([
    ['status=500', 'deepseek', false],
    ['reset=0', 'grok', true],
    ['halfclose=3', 'ollama', true],
  ] as const)('pauses a provider after %s, says so, and tries it again', async (control, vendor, stream) => {
    simulator.control(control, { vendor });
    await askTimes(vendor, 5, stream);
    const sent = simulator.requests.length;
    const answer = await gateway.chat({ model: modelOf(vendor) });
    const { message } = expectRefusal(answer, 503, 'provider_unavailable');
    expect(message).toContain(vendor);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(simulator.requests).toHaveLength(sent);
    expect(await gateway.rowOf(answer)).toMatchObject({ outcome: 'failed', httpStatus: 503, costNanoUsd: null });
    expect(await gateway.ask('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { providers: 'degraded' } },
    });
    expect(await gateway.chat({ model: modelOf('openai') })).toMatchObject({ status: 200 });
    simulator.clear();
    await eventually(
      'the provider is tried again',
      async () => (await gateway.chat({ model: modelOf(vendor) })).status === 200,
      4 * RESET_MS,
    );
    expect(await gateway.ask('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});

describe('headers of a stream', () => {
  during();

  it('keep proxies from collecting it', async () => {
    const response = await gateway.open({ model: 'gpt-5.4' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'x-gophergate-attempts': '1',
    });
    await answerOf(response);
  });
});

import OpenAI, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';
import { SAMPLE_MODELS } from '../support/sample-models';

const messages = [{ role: 'user' as const, content: 'Say hello to the gopher.' }];

let simulator: Simulator;
let installation: BuiltInstallation;
let url: string;
let key: string;
let openai: OpenAI;

beforeAll(async () => {
  simulator = await startSimulator();
  installation = new BuiltInstallation(simulator);
  ({ url } = await installation.serve());
  key = await installation.createKey('e2e');
  openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
});
afterAll(async () => {
  await installation.remove();
  await simulator.close();
});
beforeEach(() => simulator.clear());

/** What the client library made of a failure. */
async function failureOf(work: Promise<unknown>): Promise<APIError> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof APIError)) throw new Error(`No APIError: ${String(failure)}`);
  return failure;
}

describe.each(SAMPLE_MODELS)('chat with $vendor', ({ vendor, model }) => {
  it('answers', async () => {
    const {
      data,
      response,
      request_id: requestId,
    } = await openai.chat.completions.create({ model, messages }).withResponse();
    expect(data.choices[0]?.message).toMatchObject({
      role: 'assistant',
      content: expect.stringContaining('simulated answer'),
    });
    expect(data.usage?.total_tokens).toBeGreaterThan(0);
    expect(response.headers.get('x-gophergate-provider')).toBe(vendor);
    expect(requestId).toBe(response.headers.get('x-request-id'));
  });

  it.each([true, false])('streams (usage asked: %s)', async (isAsked) => {
    const options = isAsked ? { stream_options: { include_usage: true } } : {};
    const stream = await openai.chat.completions.create({ model, messages, stream: true, ...options });
    let text = '';
    const usages: unknown[] = [];
    let withoutChoices = 0;
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? '';
      if (choices.length === 0) withoutChoices += 1;
      if (usage) usages.push(usage);
    }
    expect(text).toContain('simulated answer');
    expect([usages.length, withoutChoices]).toEqual(isAsked ? [1, 1] : [0, 0]);
  });

  it('has its stream gathered into one answer', async () => {
    const runner = openai.chat.completions.stream({ model, messages, stream_options: { include_usage: true } });
    const { choices, usage } = await runner.finalChatCompletion();
    expect(choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: expect.stringContaining('simulated answer') },
    });
    expect(usage?.completion_tokens).toBeGreaterThan(0);
  });
});

describe('models', () => {
  it('are listed', async () => {
    const ids: string[] = [];
    for await (const { id } of await openai.models.list()) ids.push(id);
    expect(ids).toEqual(expect.arrayContaining(['fast-flow', 'dispatcher', 'gpt-5.4-mini', 'llama3.2:latest']));
    expect(ids).not.toContain('o1');
  });

  it.each(['gpt-5.4-mini', 'fast-flow', 'llama3.2:latest', 'ollama/llama3.2:latest', 'xai/grok-4.3'])(
    '%s is retrieved',
    async (id) => {
      expect(await openai.models.retrieve(id)).toMatchObject({ id, object: 'model' });
    },
  );

  it('an unknown one is a NotFoundError', async () => {
    expect(await failureOf(openai.models.retrieve('no/such:model'))).toBeInstanceOf(NotFoundError);
  });
});

describe('errors arrive as the types of the client library', () => {
  const create = (model: string, client = openai): Promise<OpenAI.ChatCompletion> =>
    client.chat.completions.create({ model, messages });

  it('401', async () => {
    const failure = await failureOf(
      create('gpt-5.4-mini', new OpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-wrong', maxRetries: 0 })),
    );
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
      type: 'invalid_request_error',
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('404', async () => {
    const failure = await failureOf(create('no-such-model'));
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure).toMatchObject({ code: 'model_not_found', param: 'model' });
  });

  it('400', async () => {
    const failure = await failureOf(openai.chat.completions.create({ model: 'gpt-5.4-mini', messages: [] }));
    expect(failure).toBeInstanceOf(BadRequestError);
    expect(failure).toMatchObject({ param: 'messages' });
  });

  it('429, with the time to wait', async () => {
    simulator.control('status=429;retry=7', { vendor: 'openai', times: 1 });
    const failure = await failureOf(create('gpt-5.4-mini'));
    expect(failure).toBeInstanceOf(RateLimitError);
    expect((failure.headers as Headers).get('retry-after')).toBe('7');
  });

  it('502', async () => {
    simulator.control('status=500', { vendor: 'openai', times: 1 });
    const failure = await failureOf(create('gpt-5.4-mini'));
    expect(failure).toBeInstanceOf(InternalServerError);
    expect(failure).toMatchObject({ status: 502, code: 'provider_error' });
  });

  it('an error in mid-stream, after what came before it', async () => {
    simulator.control('errorevent=5;tps=25;tokens=40', { vendor: 'openai', times: 1 });
    const stream = await openai.chat.completions.create({ model: 'gpt-5.4-mini', messages, stream: true });
    let text = '';
    const read = async (): Promise<void> => {
      for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
    };
    expect(await failureOf(read())).toMatchObject({ code: 'provider_error' });
    expect(text).not.toBe('');
  });

  it("and the client library's own retries succeed", async () => {
    simulator.control('status=503', { vendor: 'openai', times: 1 });
    expect(
      (await create('gpt-5.4-mini', new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 2 }))).choices,
    ).toHaveLength(1);
  });
});

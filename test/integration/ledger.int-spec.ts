import type { RequestRecord } from '@app/contracts';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { answerOf } from '../support/answer';
import type { ReportedUsage } from '../support/reported-usage';
import { expectedNanoUsd } from '../support/independent-cost';
import { SAMPLE_MODELS } from '../support/sample-models';
import { TestGateway, type ChatRequest } from '../support/test-gateway';

/** What a client can tell of one exchange. */
interface Seen {
  readonly requestId: string;
  readonly status: number;
  readonly headers: Headers;
  readonly model: string | undefined;
  readonly usage: ReportedUsage | undefined;
  /** As decimal text in USD. */
  readonly cost: string | null | undefined;
}

type Form = 'JSON' | 'stream' | 'stream with usage';
const FORMS: readonly Form[] = ['JSON', 'stream', 'stream with usage'];
/** Long enough for a vendor's prompt cache to take part of it. */
const LONG_PROMPT = [
  { role: 'system', content: 'You are the keeper of a long list of rules. '.repeat(250) },
  { role: 'user', content: 'Say hello to the gopher.' },
];
const GROUPS = [
  ['fast-flow', 'deepseek'],
  ['standard-pro', 'openai'],
  ['heavy-logic', 'grok'],
  ['gemini-auto', 'gemini'],
] as const;

const UNTHINKING: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries(
  SAMPLE_MODELS.map(({ vendor, unthinking }) => [vendor, unthinking]),
);

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => simulator.clear());

async function ask(request: ChatRequest, form: Form): Promise<Seen> {
  if (form === 'JSON') {
    const { requestId, status, headers, body } = await gateway.chat(request);
    return { requestId, status, headers, model: body.model, usage: body.usage, cost: headers.get('x-gophergate-cost') };
  }
  const asked = form === 'stream with usage' ? { stream_options: { include_usage: true } } : {};
  const { requestId, status, headers, chunks, usage } = await gateway.stream({ ...request, ...asked });
  return { requestId, status, headers, model: chunks[0]?.model, usage, cost: usage?.gophergate?.cost };
}

/** The tokens of a row, as a client would be told them. */
function promptOf({ freshInputTokens, cachedInputTokens, cacheWriteTokens }: RequestRecord): number {
  return (freshInputTokens ?? 0) + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0);
}

function nanoUsdOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** The row says what the client saw, and costs what the price list makes of it. */
function expectSame(row: RequestRecord, seen: Seen, form: Form): void {
  expect(row).toMatchObject({
    requestId: seen.requestId,
    outcome: 'completed',
    httpStatus: 200,
    errorCode: null,
    attempts: Number(seen.headers.get('x-gophergate-attempts')),
    isStream: form !== 'JSON',
    servedModel: seen.model,
    route: seen.headers.get('x-gophergate-route'),
    providerId: seen.headers.get('x-gophergate-provider'),
    usageSource: 'reported',
  });
  // The headers of a stream leave before the provider has said its name.
  expect(seen.headers.get('x-gophergate-model')).toBe(form === 'JSON' ? row.servedModel : row.sentModel);
  expect(row.outputTokens).toBeGreaterThan(0);
  expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
  if (form === 'stream') return;
  expect(seen.usage?.prompt_tokens).toBe(promptOf(row));
  expect(seen.usage?.completion_tokens).toBe(row.outputTokens);
  expect(seen.usage?.total_tokens).toBe(promptOf(row) + (row.outputTokens ?? 0));
  expect(seen.usage?.prompt_tokens_details?.cached_tokens ?? null).toBe(row.cachedInputTokens);
  expect(seen.usage?.completion_tokens_details?.reasoning_tokens ?? null).toBe(row.reasoningTokens);
  expect(nanoUsdOf(seen.cost ?? '')).toBe(BigInt(row.costNanoUsd ?? -1));
}

// Before the failures below: a target that said 429 rests for a second, and its group turns to another.
describe.each(GROUPS)('the group %s', (group, provider) => {
  it.each(FORMS)('%s', async (form) => {
    const seen = await ask({ model: group }, form);
    const row = await gateway.rowOf(seen);
    expectSame(row, seen, form);
    expect(row).toMatchObject({ askedModel: group, groupName: group, providerId: provider, costState: 'priced' });
    expect(row.route).toMatch(/^[^>]+(>[^>]+)+$/);
  });
});

describe.each(SAMPLE_MODELS)('$vendor', ({ vendor, model, prefixed }) => {
  const state = vendor === 'ollama' ? 'free' : 'priced';

  it.each(FORMS.flatMap((form) => [model, prefixed].map((name) => [name, form] as const)))(
    '%s, %s',
    async (name, form) => {
      const seen = await ask({ model: name }, form);
      const row = await gateway.rowOf(seen);
      expectSame(row, seen, form);
      expect(row).toMatchObject({ askedModel: name, groupName: null, costState: state });
      if (state === 'free') expect([row.costNanoUsd, form === 'stream' ? '0' : seen.cost]).toEqual([0, '0']);
      else expect(row.costNanoUsd).toBeGreaterThan(0);
    },
  );

  it.each(FORMS)('tells cached tokens apart, %s', async (form) => {
    const seen = await ask({ model, messages: LONG_PROMPT }, form);
    const row = await gateway.rowOf(seen);
    expectSame(row, seen, form);
    if (vendor === 'ollama') {
      expect(row.cachedInputTokens).toBeNull();
      return;
    }
    expect(row.cachedInputTokens).toBeGreaterThanOrEqual(1_024);
    expect(row.freshInputTokens).toBeGreaterThan(0);
    const allFresh = expectedNanoUsd({ ...row, freshInputTokens: promptOf(row), cachedInputTokens: 0 });
    expect(BigInt(row.costNanoUsd ?? 0)).toBeLessThan(allFresh ?? 0n);
  });

  it.each(FORMS)('is estimated when no usage is told, %s', async (form) => {
    const told = await gateway.rowOf(await ask({ model, ...UNTHINKING[vendor] }, form));
    simulator.control('nousage=1', { vendor, times: 1 });
    const seen = await ask({ model, ...UNTHINKING[vendor] }, form);
    const row = await gateway.rowOf(seen);
    expect(row).toMatchObject({
      outcome: 'completed',
      usageSource: 'estimated',
      costState: state,
      cachedInputTokens: null,
      reasoningTokens: null,
    });
    // Visible text is counted to the token; prompts are near it.
    expect(row.outputTokens).toBe(told.outputTokens);
    expect(Math.abs(promptOf(row) - promptOf(told))).toBeLessThanOrEqual(12);
    expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
    if (form === 'stream with usage')
      expect(seen.usage).toMatchObject({ prompt_tokens: promptOf(row), completion_tokens: row.outputTokens });
  });

  it.each([
    ['status=500', 502],
    ['status=429', 429],
    ['badjson=1', 502],
  ])('%s is a failure without usage and cost', async (control, status) => {
    simulator.control(control, { vendor, times: 1 });
    const seen = await ask({ model }, 'JSON');
    expect(seen.status).toBe(status);
    expect(await gateway.rowOf(seen)).toMatchObject({
      outcome: 'failed',
      httpStatus: status,
      providerId: vendor,
      freshInputTokens: null,
      outputTokens: null,
      usageSource: null,
      costNanoUsd: null,
      costState: null,
      priceId: null,
    });
  });
});

it('bills reasoning as output', async () => {
  const seen = await ask({ model: 'gpt-5.4', reasoning_effort: 'high' }, 'stream with usage');
  const row = await gateway.rowOf(seen);
  expectSame(row, seen, 'stream with usage');
  expect(row.reasoningTokens).toBe(32);
  expect(row.outputTokens).toBeGreaterThan(32);
});

it('prices the whole request by the tier its prompt reaches', async () => {
  const content = 'gopher '.repeat(280_000);
  const row = await gateway.rowOf(await ask({ model: 'gpt-5.4', messages: [{ role: 'user', content }] }, 'JSON'));
  expect(promptOf(row)).toBeGreaterThan(272_000);
  expect(BigInt(row.costNanoUsd ?? -1)).toBe(expectedNanoUsd(row));
});

describe.each(['openai/sim-unheard-of', 'gemini/sim-unheard-of', 'xai/sim-unheard-of'])(
  '%s, which the catalogue lacks',
  (model) => {
    it.each(FORMS)('is unpriced, not free, %s', async (form) => {
      const seen = await ask({ model }, form);
      const row = await gateway.rowOf(seen);
      expect(row).toMatchObject({
        outcome: 'completed',
        costState: 'unpriced',
        costNanoUsd: null,
        priceId: null,
        usageSource: 'reported',
      });
      expect(seen.cost ?? null).toBeNull();
    });
  },
);

it('keeps an unknown model as a failure that reached nobody', async () => {
  const seen = await ask({ model: 'no-such-model' }, 'JSON');
  expect(await gateway.rowOf(seen)).toMatchObject({
    outcome: 'failed',
    httpStatus: 404,
    errorCode: 'model_not_found',
    askedModel: 'no-such-model',
    route: null,
    providerId: null,
    attempts: 0,
    costState: null,
  });
});

it.each([
  ['no JSON', '{"model":', 'invalid_json', 400],
  ['no messages', '{"model":"gpt-5.4"}', 'missing_required_parameter', 400],
])('keeps a body with %s as a failure without a model', async (_, body, errorCode, httpStatus) => {
  const seen = await answerOf(await gateway.post(body));
  expect(await gateway.rowOf(seen)).toMatchObject({
    outcome: 'failed',
    httpStatus,
    errorCode,
    askedModel: '',
    attempts: 0,
    usageSource: null,
  });
});

it("keeps the caller's id beside ours, and only where it is one", async () => {
  const withId = async (id: string): Promise<RequestRecord> =>
    gateway.rowOf(await gateway.chat({ model: 'gpt-5.4' }, { headers: { 'x-client-request-id': id } }));
  const [one, again] = [await withId('job-7'), await withId('job-7')];
  expect([one.clientRequestId, again.clientRequestId]).toEqual(['job-7', 'job-7']);
  expect(one.requestId).not.toBe(again.requestId);
  expect((await withId('x'.repeat(513))).clientRequestId).toBeNull();
});

it('holds exactly one row for each of 300 requests at once', async () => {
  const before = await gateway.countRows();
  const models = [...SAMPLE_MODELS.map(({ model }) => model), 'fast-flow', 'no-such-model'];
  const seen = await Promise.all(
    Array.from({ length: 300 }, (_, i) => {
      const model = models[i % models.length] ?? '';
      return ask({ model }, model === 'no-such-model' ? 'JSON' : (FORMS[i % FORMS.length] ?? 'JSON'));
    }),
  );
  expect(await gateway.countRows()).toBe(before + 300);
  expect(new Set(seen.map(({ requestId }) => requestId)).size).toBe(300);
  for (const { requestId, status } of seen) expect((await gateway.rowOf({ requestId })).httpStatus).toBe(status);
});

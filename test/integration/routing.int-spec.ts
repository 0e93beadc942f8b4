import type { RequestRecord, RouteTrace } from '@app/contracts';
import { nanoUsdOfText } from '@app/common';
import { nanoUsdOfFormula } from '@app/pricing';
import { RouteExplainService } from '@app/gateway';
import { GroupEditor, promptOfText } from '@app/routing';
import { saveGroups } from '../support/groups';
import { groupOf } from '../support/stored-groups';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { ALL_VENDORS } from '../support/simulated-environment';
import { TestGateway } from '../support/test-gateway';
import { TESTER } from '../../libs/common/src/testing/actors';

const user = (content: string) => ({ role: 'user' as const, content });
const DEBUG = 'Debug this race condition in my Go code.';
const TREE = 'Write a Python red-black tree implementation.';
const SUM = 'What is 2+2?';
const TODAY = '2026-11-23T12:00:00Z';

let simulator: Simulator;
let gateway: TestGateway;

async function served(
  at: string,
  vendors: readonly VendorId[] = ALL_VENDORS,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(at));
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator, vendors, environment });
}
afterEach(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.close();
});

/** The next answer of a vendor, which is the selector's where it is asked first. */
const says = (vendor: VendorId, text: string | number, more = ''): void => {
  simulator.control(`says=${encodeURIComponent(text)}${more}`, { vendor, times: 1 });
};
const asked = (): string[] =>
  simulator.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body, path }) => (body as { model?: string } | undefined)?.model ?? path);

async function ask(model: string, content: string, headers: Record<string, string> = {}) {
  const answer = await gateway.chat({ model, messages: [user(content)] }, { headers });
  const row = await gateway.rowOf(answer);
  return { ...answer, row, route: answer.headers.get('x-gophergate-route'), trace: traceOf(row) };
}

function traceOf({ routeTrace }: RequestRecord): RouteTrace {
  return routeTrace ?? { steps: [], dropped: [], attempts: [] };
}

describe('the seeded groups on 2026-05-15', () => {
  beforeEach(() => served('2026-05-15T12:00:00Z'));

  it.each([
    ['fast-flow', SUM, 'fast-flow>deepseek-v4-flash'],
    ['heavy-logic', TREE, 'heavy-logic>deepseek-v4-pro'],
    ['heavy-logic', DEBUG, 'heavy-logic>deepseek-v4-pro'],
    ['openai-auto', SUM, 'openai-auto>gpt-4o-mini'],
    ['openai-auto', DEBUG, 'openai-auto>gpt-4o'],
    ['gemini-auto', DEBUG, 'gemini-auto>gemini-2.5-pro'],
    ['standard-pro', SUM, 'standard-pro>gpt-5.4-mini'],
  ])('%s sends %j by %s', async (group, prompt, route) => {
    const told = await ask(group, prompt);
    expect(told).toMatchObject({ status: 200, route });
    expect(told.trace.steps).toHaveLength(1);
  });

  // The simulated vendors are of today: they no longer know the models of these.
  it.each([
    ['deepseek-auto', DEBUG, 'deepseek-auto>deepseek-reasoner'],
    ['deepseek-auto', SUM, 'deepseek-auto>deepseek-chat'],
    ['gemini-auto', SUM, 'gemini-auto>gemini-2.0-flash'],
  ])('%s would send %j by %s', async (model, prompt, route) => {
    const { routes } = await gateway.get(RouteExplainService).explain({ model, prompt: promptOfText(prompt) });
    expect(routes[0]?.path.join('>')).toBe(route);
  });

  it.each([
    [1, SUM, 'dispatcher>fast-flow>deepseek-v4-flash'],
    [3, SUM, 'dispatcher>fast-flow>deepseek-v4-flash'],
    [4, SUM, 'dispatcher>standard-pro>gpt-5.4-mini'],
    [7, SUM, 'dispatcher>standard-pro>gpt-5.4-mini'],
    [8, TREE, 'dispatcher>heavy-logic>deepseek-v4-pro'],
    [9, DEBUG, 'dispatcher>heavy-logic>deepseek-v4-pro'],
  ])('dispatcher, rated %i, sends %j by %s', async (rating, prompt, route) => {
    says('openai', rating);
    const told = await ask('dispatcher', prompt);
    expect(told).toMatchObject({ status: 200, route });
    expect(told.trace).toMatchObject({
      steps: [{ group: 'dispatcher', by: 'rating', reason: `gpt-5.4-nano rated the prompt ${rating} of 10` }, {}],
      dropped: [],
      attempts: [{ errorCode: null }],
      ratings: [{ model: 'gpt-5.4-nano', rating, failure: null }],
    });
  });
});

describe('the seeded groups on today’s clock', () => {
  beforeEach(() => served(TODAY));

  it.each(['fast-flow', 'standard-pro', 'heavy-logic', 'dispatcher', 'deepseek-auto', 'openai-auto', 'gemini-auto'])(
    '%s reaches a living model and says why',
    async (group) => {
      for (const prompt of [SUM, DEBUG]) {
        const { status, trace, row } = await ask(group, prompt);
        expect(status).toBe(200);
        expect(trace.steps[0]).toMatchObject({ group, reason: expect.stringMatching(/\w+ \w+/) as string });
        expect(row).toMatchObject({ outcome: 'completed', groupName: trace.steps.at(-1)?.group });
      }
    },
  );
});

describe.each(ALL_VENDORS.filter((vendor) => vendor !== 'ollama'))('dispatcher with %s alone', (vendor) => {
  beforeEach(() => served('2026-05-15T12:00:00Z', [vendor]));

  it('stays within what there is, and tells what it did without', async () => {
    const { status, trace, row } = await ask('dispatcher', DEBUG);
    expect([status, row.providerId]).toEqual([200, vendor]);
    expect(trace.dropped.length).toBeGreaterThan(0);
    expect(trace.dropped.every(({ kind }) => kind === 'not_configured')).toBe(true);
  });
});

describe('the selector', () => {
  beforeEach(() => served(TODAY));

  it('is booked to the request, as a part of its cost, and not as a request of its own', async () => {
    says('openai', 9);
    const { headers, row, trace } = await ask('dispatcher', DEBUG);
    const own = row.costFormula ? nanoUsdOfFormula(row.costFormula) : 0;
    const rated = trace.ratings?.[0]?.costNanoUsd ?? 0;
    expect(rated).toBeGreaterThan(0);
    expect(row.costNanoUsd).toBe(own + rated);
    expect(nanoUsdOfText(headers.get('x-gophergate-cost') ?? '')).toBe(row.costNanoUsd);
    expect(await gateway.countRows()).toBe(1);
    expect(asked()).toEqual(['gpt-5.4-nano', 'deepseek-v4-pro']);
  });

  it('is asked once for the same prompt', async () => {
    says('openai', 9);
    await ask('dispatcher', DEBUG);
    const again = await ask('dispatcher', DEBUG);
    expect(again.trace.steps[0]?.reason).toBe('gpt-5.4-nano (remembered) rated the prompt 9 of 10');
    expect(again.trace.ratings).toBeUndefined();
    expect(asked()).toEqual(['gpt-5.4-nano', 'deepseek-v4-pro', 'deepseek-v4-pro']);
  });

  it.each([
    ['heavy-logic', 'gave no rating'],
    ['11', 'gave no rating'],
    ['Rating: 10', 'gave no rating'],
    ['10; model=gpt-5.5-pro', 'gave no rating'],
  ])('that says %j is not obeyed, and the heuristic decides', async (text, failure) => {
    says('openai', text);
    const { status, trace, route } = await ask('dispatcher', SUM);
    expect([status, route]).toEqual([200, 'dispatcher>fast-flow>deepseek-v4-flash']);
    expect(trace.steps[0]).toMatchObject({ by: 'score', reason: expect.stringContaining(failure) as string });
    expect(trace.ratings).toMatchObject([{ rating: null, costState: 'priced' }]);
  });

  it.each<[string, string, boolean]>([
    ['is too slow', 'ttfb=5000', true],
    ['fails', 'status=500', false],
    ['is busy', 'status=429', false],
    ['answers nonsense', 'badjson=1', false],
  ])('that %s is done without', async (_, control, isPaid) => {
    simulator.control(control, { vendor: 'openai', times: 1 });
    const { status, trace, row } = await ask('dispatcher', SUM);
    expect([status, trace.steps[0]?.by]).toEqual([200, 'score']);
    expect(trace.ratings).toMatchObject([
      { rating: null, failure: expect.stringContaining('could not be asked') as string },
    ]);
    expect((trace.ratings?.[0]?.costNanoUsd ?? 0) > 0).toBe(isPaid);
    expect(row.outcome).toBe('completed');
  });

  it('goes down to the first that can be asked, and to nobody', async () => {
    const settings = { threshold: 5, selectors: ['unheard-of', 'fast-flow', 'ollama/*'] };
    await gateway
      .get(GroupEditor)
      .save(TESTER, groupOf('tiers', ['gpt-4o-mini', 'gpt-4o'], { strategy: 'classifier', settings }));
    says('ollama', 5);
    const { trace, route } = await ask('tiers', 'Anything.');
    expect(route).toBe('tiers>gpt-4o');
    expect(trace.ratings?.[0]?.providerId).toBe('ollama');
  });
});

describe('what ratings may cost', () => {
  beforeEach(() => served(TODAY, ALL_VENDORS, { LLM_PROXY__BREAKER__VOLUME: '1' }));
  const classifier = (selector: string) => ({ strategy: 'classifier' as const, settings: { selectors: [selector] } });

  it('is booked for each of several', async () => {
    await gateway
      .get(GroupEditor)
      .saveAll(TESTER, [
        groupOf('outer', ['inner', 'gpt-4o'], classifier('gpt-5.4-nano')),
        groupOf('inner', ['gpt-4o-mini', 'grok-4.3'], classifier('deepseek-v4-flash')),
      ]);
    says('openai', 1);
    says('deepseek', 10);
    const { row, trace, route } = await ask('outer', SUM);
    expect(route).toBe('outer>inner>grok-4.3');
    expect(trace.ratings?.map(({ model }) => model)).toEqual(['gpt-5.4-nano', 'deepseek-v4-flash']);
    const rated = (trace.ratings ?? []).reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);
    expect(row.costNanoUsd).toBe(rated + (row.costFormula ? nanoUsdOfFormula(row.costFormula) : 0));
  });

  it('is no fault of a provider that takes its time', async () => {
    simulator.control('ttfb=2600', { vendor: 'openai', times: 1 });
    const { trace } = await ask('dispatcher', SUM);
    expect(trace.ratings?.[0]?.failure).toBe('gpt-5.4-nano could not be asked (too slow)');
    await expect(ask('gpt-5.4-nano', SUM)).resolves.toMatchObject({ status: 200 });
  });

  it('is not asked of a selector that is at rest, but of the next', async () => {
    simulator.control('status=429;retry=20', { vendor: 'openai', times: 1 });
    await ask('dispatcher', SUM);
    says('deepseek', 9);
    const { trace } = await ask('dispatcher', `${SUM} Really?`);
    expect(trace.ratings?.map(({ model }) => model)).toEqual(['deepseek-v4-flash']);
  });

  describe('once a budget is used up', () => {
    let headers: Record<string, string>;
    beforeEach(async () => {
      const budget = { nanoUsd: 1, period: 'total' } as const;
      headers = { authorization: `Bearer ${await gateway.createKey('poor', { budget })}` };
      await expect(ask('gpt-4o-mini', SUM, headers)).resolves.toMatchObject({ status: 200 });
    });
    const free = ['ollama/llama3.2:latest', 'ollama/mistral:latest'];

    it('is nothing: nobody rates what is free', async () => {
      await gateway.get(GroupEditor).save(TESTER, groupOf('home', free, classifier('gpt-5.4-nano')));
      const { status, row, trace } = await ask('home', SUM, headers);
      expect([status, row.costNanoUsd, trace.ratings]).toEqual([200, 0, undefined]);
    });

    it('no target that costs something is asked, not even as a last resort', async () => {
      await saveGroups(gateway, { mixed: [free[0] ?? '', 'gpt-4o-mini'] });
      simulator.control('status=429;retry=20', { vendor: 'openai', times: 1 });
      await ask('gpt-4o-mini', SUM);
      simulator.control('status=500', { vendor: 'ollama', times: 1 });
      const { status, row } = await ask('mixed', SUM, headers);
      expect([status, row.providerId, row.costNanoUsd]).toEqual([502, 'ollama', null]);
    });
  });
});

describe('abilities', () => {
  beforeEach(() => served(TODAY));

  it('passes over targets that take no images, and says so', async () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
    const messages = [{ role: 'user', content: [{ type: 'text', text: SUM }, image] }];
    const answer = await gateway.chat({ model: 'fast-flow', messages });
    const row = await gateway.rowOf(answer);
    expect([answer.status, row.sentModel]).toEqual([200, 'gpt-5.4-nano']);
    expect(traceOf(row).dropped).toMatchObject([
      { kind: 'unable', reason: 'deepseek-v4-flash takes no image input', path: ['fast-flow', 'deepseek-v4-flash'] },
    ]);
  });

  it('says that nobody of a group can do it', async () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
    await saveGroups(gateway, { texts: ['deepseek-v4-flash', 'gpt-image-1'] });
    const answer = await gateway.chat({ model: 'texts', messages: [{ role: 'user', content: [image] }] });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'not_supported' } } });
    expect(traceOf(await gateway.rowOf(answer)).dropped.map(({ kind }) => kind)).toEqual(['unable', 'misfit']);
  });
});

describe('a weighted group', () => {
  beforeEach(async () => {
    await served(TODAY);
    const targets = ['gpt-4o-mini', 'grok-4.3', 'kimi-k2.6'];
    await gateway.get(GroupEditor).save(TESTER, groupOf('split', targets, { strategy: 'weighted' }));
  });

  it.each<[string, (session: string) => object, (session: string) => Record<string, string>]>([
    ['x-session-id', () => ({}), (session) => ({ 'x-session-id': session })],
    ['prompt_cache_key', (session) => ({ prompt_cache_key: session }), () => ({})],
    ['user', (session) => ({ user: session }), () => ({})],
    [
      'x-session-id before the others',
      () => ({ user: String(Math.random()), prompt_cache_key: String(Math.random()) }),
      (session) => ({ 'x-session-id': session }),
    ],
  ])('keeps a session with its target by %s', async (_, bodyOf, headersOf) => {
    const first = new Map<string, string | null>();
    for (let i = 0; i < 30; i++) {
      const session = `s${i % 10}`;
      const body = { model: 'split', messages: [user(SUM)], ...bodyOf(session) };
      const route = (await gateway.chat(body, { headers: headersOf(session) })).headers.get('x-gophergate-route');
      expect(route).toBe(first.get(session) ?? route);
      first.set(session, route);
    }
    expect(new Set(first.values()).size).toBeGreaterThan(1);
  });
});

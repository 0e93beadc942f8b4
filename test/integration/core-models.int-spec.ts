import type { ModelFacts } from '@app/contracts';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { contentOf } from '../support/answer';
import { BUNDLED_MODELS, hasEnded } from '../support/catalogue';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

const CORE = BUNDLED_MODELS.filter(({ isCore }) => isCore);
const CORE_CHAT = CORE.filter(({ mode }) => mode === 'chat');
const CORE_IMAGE = CORE.filter(({ mode }) => mode === 'image');
/** For as long as its vendor offers it, or something in its place. */
const isServed = (facts: ModelFacts, atMs?: number): boolean =>
  !hasEnded(facts, atMs) || facts.lifecycle.replacement !== null;
/** A day on which every announced end has come. */
const LATER = Date.parse('2027-06-01T12:00:00Z');

interface Named {
  readonly name: string;
  readonly facts: ModelFacts;
}

const namesOf = (models: readonly ModelFacts[]): Named[] =>
  models.flatMap((facts) => [facts.id, ...facts.snapshots, ...facts.nicknames].map((name) => ({ name, facts })));

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** What the vendors were asked to write: listing the models of a local server does not count. */
const asked = (): Simulator['requests'] => simulator.requests.filter(({ method }) => method === 'POST');

it('knows the models of the original', () => {
  expect(CORE_CHAT.length).toBeGreaterThanOrEqual(20);
  expect(CORE_IMAGE.length).toBeGreaterThanOrEqual(8);
});

describe.each([
  ['today', undefined],
  ['after every announced end', LATER],
])('%s', (_, atMs) => {
  beforeAll(async () => {
    if (atMs !== undefined) jest.spyOn(Date, 'now').mockReturnValue(atMs);
    gateway = await TestGateway.start({ simulator });
  });
  afterAll(async () => {
    await gateway.stop();
    jest.restoreAllMocks();
  });

  it.each(namesOf(CORE_CHAT.filter((facts) => isServed(facts, atMs))))(
    '$name answers, itself or by its replacement, and is priced',
    async ({ name, facts }) => {
      const answer = await gateway.chat({ model: name });
      expect({ status: answer.status, error: answer.body.error }).toEqual({ status: 200, error: undefined });
      expect(contentOf(answer)).toContain('simulated answer');
      const isReplaced = hasEnded(facts);
      const isRewritten = isReplaced || facts.nicknames.includes(name);
      const adjusted = answer.headers.get('x-gophergate-adjusted')?.split(',') ?? [];
      expect(adjusted.includes('model')).toBe(isRewritten);
      const row = await gateway.rowOf(answer);
      expect(row).toMatchObject({
        askedModel: name,
        providerId: facts.providerId,
        outcome: 'completed',
        costState: 'priced',
      });
      expect(row.costNanoUsd).toBeGreaterThan(0);
      expect(row.sentModel === name).toBe(!isRewritten);
    },
  );

  it.each(namesOf(CORE_IMAGE))(
    '$name draws a picture, itself or by its replacement, with an address to print',
    async ({ name, facts }) => {
      const asking = gateway.client().images.generate({ model: name, prompt: 'A gopher in a top hat', n: 1 });
      const { data: drawn, request_id: requestId } = await asking.withResponse();
      const [picture] = drawn.data ?? [];
      // dall-e and Imagen gave an address unless asked for base64; gpt-image never did.
      const hadAddress = facts.requestFlags['always_b64'] !== true;
      expect(picture?.[hadAddress ? 'url' : 'b64_json']).toMatch(hadAddress ? /^(?:https?:|data:image\/)./ : /^iVBOR/);
      const row = await gateway.rowOf({ requestId: requestId ?? '' });
      expect(row).toMatchObject({ askedModel: name, providerId: facts.providerId, costState: 'priced' });
      expect(row.costNanoUsd).toBeGreaterThan(0);
      expect(row.sentModel === name).toBe(!hasEnded(facts, atMs));
    },
  );
});

describe('when ended models are to be refused', () => {
  beforeAll(async () => {
    gateway = await TestGateway.start({ simulator, environment: { LLM_PROXY__ROUTING__ENDED_MODELS: 'refuse' } });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => simulator.clear());

  it.each(namesOf(CORE_CHAT.filter((facts) => hasEnded(facts))))(
    '$name is a 404 that names its replacement',
    async ({ name, facts }) => {
      const answer = await gateway.chat({ model: name });
      const { message } = expectRefusal(answer, 404, 'model_not_found');
      expect(message).toContain(`"${facts.lifecycle.replacement?.model ?? 'no replacement'}"`);
      expect(asked()).toHaveLength(0);
    },
  );

  it.each(namesOf(CORE_CHAT.filter((facts) => !hasEnded(facts))))('$name answers as ever', async ({ name }) => {
    expect(await gateway.chat({ model: name })).toMatchObject({ status: 200 });
  });
});

describe('when the lifecycle is ignored', () => {
  beforeAll(async () => {
    gateway = await TestGateway.start({ simulator, environment: { LLM_PROXY__CATALOG__LIFECYCLE: 'ignore' } });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => simulator.clear());

  it.each(namesOf(CORE_CHAT).filter(({ name, facts }) => !facts.nicknames.includes(name)))(
    '$name is sent as asked',
    async ({ name }) => {
      const answer = await gateway.chat({ model: name });
      const [sent] = asked();
      const sentModel = (sent?.body as { model?: string }).model ?? /models\/([^:]+):/.exec(sent?.path ?? '')?.[1];
      expect(sentModel).toBe(name);
      expect(answer.headers.get('x-gophergate-adjusted') ?? '').not.toContain('model');
    },
  );
});

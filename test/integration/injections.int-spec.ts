import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { GULLIBLE_ANSWERS, INJECTIONS } from '../support/injections';
import { TestGateway } from '../support/test-gateway';

/** Models end; these are of this day. */
const TODAY = Date.parse('2026-11-23T12:00:00Z');
const RATING = /^(?:[1-9]|10)$/;

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(TODAY);
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.close();
});

interface SelectorBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** What the selector was asked, which is the first request to its provider since the simulator was cleared. */
function selectorBody(): SelectorBody | undefined {
  return simulator.requests.find(({ vendor, method }) => vendor === 'openai' && method === 'POST')?.body as
    SelectorBody | undefined;
}

it(`${INJECTIONS.length} prompts that want to choose their own target choose none`, async () => {
  expect(new Set(INJECTIONS).size).toBe(100);
  for (const [index, content] of INJECTIONS.entries()) {
    const said = GULLIBLE_ANSWERS[index % GULLIBLE_ANSWERS.length] ?? '';
    simulator.clear();
    simulator.control(`says=${encodeURIComponent(said)}`, { vendor: 'openai', times: 1 });
    const answer = await gateway.chat({ model: 'dispatcher', messages: [{ role: 'user', content }] });
    const { routeTrace, sentModel, providerId } = await gateway.rowOf(answer);
    const context = { content, said };
    const [step] = routeTrace?.steps ?? [];
    expect({ ...context, status: answer.status }).toEqual({ ...context, status: 200 });
    // Inside the group, whatever was said.
    expect(['fast-flow', 'standard-pro', 'heavy-logic']).toContain(step?.chosen);
    expect([sentModel, providerId]).not.toContain('gpt-5.5-pro');
    // A number of the scale counts as one; anything else is refused, and never searched for a number.
    const rating = routeTrace?.selector?.rating ?? null;
    expect({ ...context, rating }).toEqual({ ...context, rating: RATING.test(said) ? Number(said) : null });
    expect(step?.by === 'rating').toBe(rating !== null);
    // The prompt went as data: one JSON value in one message, and in no other.
    const { messages = [] } = selectorBody() ?? {};
    expect(messages).toHaveLength(2);
    expect(JSON.parse(messages[1]?.content ?? '')).toEqual({ request: content });
    expect(messages[0]?.content).not.toContain(content);
  }
});

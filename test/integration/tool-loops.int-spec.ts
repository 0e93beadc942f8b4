import type OpenAI from 'openai';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/temporary-folder';
import { TestGateway } from '../support/test-gateway';
import { askOnce, followUp, openingQuestion, runToolLoop, stateSentIn, type LoopTurn } from '../support/tool-loop';

/** What the vendor wants back with a tool call, told from the turn in which it was given; nothing where it wants none. */
type State = (turn: LoopTurn) => string | undefined;

const noState: State = () => undefined;
const reasoning: State = (turn) => turn.reasoning;
const signature: State = (turn) => turn.signature;
/** Chat never shows it; the simulator seals it under the id of the call. */
const sealed: State = ({ calls }) => `sealed-${calls[0]?.id ?? ''}`;

const MODELS: [model: string, state: State][] = [
  ['gpt-4o', noState],
  ['gpt-5.6-luna', sealed],
  ['gemini-3.5-flash', signature],
  ['gemini-2.5-flash-lite', signature],
  ['deepseek-v4-pro', reasoning],
  ['kimi-k3', reasoning],
  ['grok-4.3', noState],
  ['llama3.2:latest', noState],
];
const STATEFUL = MODELS.filter(([, state]) => state !== noState);

const BOTH = [false, true];
const CASES = [2, 3, 5].flatMap((turns) =>
  BOTH.flatMap((isStreamed) =>
    BOTH.flatMap((isStripping) => BOTH.map((isParallel) => ({ turns, isStreamed, isStripping, isParallel }))),
  ),
);
const HABITS = { isStreamed: false, isStripping: true, isParallel: false };

let simulator: Simulator;
let gateway: TestGateway;
let client: OpenAI;
beforeEach(() => simulator.clear());
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const lastSent = (): unknown[] => stateSentIn(simulator.requests.at(-1)?.body);

describe('tool loops', () => {
  beforeAll(async () => {
    gateway = await TestGateway.start({ simulator });
    client = gateway.client();
  });
  afterAll(() => gateway.stop());

  describe.each(MODELS)('of %s', (model, state) => {
    it.each(CASES)(
      'end after $turns turns (streamed: $isStreamed, strips: $isStripping, parallel: $isParallel)',
      async ({ turns, ...habits }) => {
        const before = await gateway.countRows();
        const answers = await runToolLoop(client, model, turns, habits);
        const calling = answers.slice(0, -1);
        expect(answers.map(({ finishReason }) => finishReason)).toEqual([...calling.map(() => 'tool_calls'), 'stop']);
        expect(calling.map(({ calls }) => calls.length)).toEqual(Array(turns).fill(habits.isParallel ? 2 : 1));
        expect(answers.at(-1)?.message.content).toMatch(/^The tool returned: .*7 degrees/);
        expect(new Set(calling.flatMap(({ calls }) => calls.map(({ id }) => id))).size).toBe(
          calling.length * (habits.isParallel ? 2 : 1),
        );
        // Whatever a client drops, or keeps the last piece of, the vendor gets its own back.
        if (state !== noState) {
          expect(lastSent()).toEqual(calling.map(state));
          expect(lastSent().every(Boolean)).toBe(true);
        }
        expect(simulator.requests).toHaveLength(answers.length);
        await eventually('a row for each answer', async () => (await gateway.countRows()) === before + answers.length);
        const rows = await gateway.recentRows(answers.length);
        expect(rows.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'completed'));
      },
    );
  });

  it.each(STATEFUL)('%s keeps the state of one client from another', async (model, state) => {
    const question = openingQuestion(1, HABITS);
    const first = await askOnce(client, model, question, HABITS);
    expect(state(first)).toMatch(/\S/);
    const messages = [...question, ...followUp(first, HABITS)];
    const stranger = gateway.client(await gateway.createKey(`stranger to ${model}`));
    expect((await askOnce(stranger, model, messages, HABITS)).finishReason).toBe('stop');
    expect(lastSent()).not.toContain(state(first));
    await askOnce(client, model, messages, HABITS);
    expect(lastSent()).toEqual([state(first)]);
  });
});

describe('state of tool calls', () => {
  const { folder, remove } = temporaryFolder();
  afterAll(remove);

  it('survives a restart of the gateway', async () => {
    gateway = await TestGateway.start({ simulator, resumed: { dataDir: folder } });
    const { key } = gateway;
    const question = openingQuestion(1, HABITS);
    const asked = [];
    for (const [model, state] of STATEFUL)
      asked.push({ model, state, first: await askOnce(gateway.client(), model, question, HABITS) });
    await gateway.stop();

    gateway = await TestGateway.start({ simulator, resumed: { dataDir: folder, key } });
    for (const { model, state, first } of asked) {
      const messages = [...question, ...followUp(first, HABITS)];
      expect((await askOnce(gateway.client(), model, messages, HABITS)).finishReason).toBe('stop');
      expect(lastSent()).toEqual([state(first)]);
    }
    await gateway.stop();
  });
});

import { startSimulator, type Simulator } from '../simulator.server';
import { outcomeOf, type RefusalCase } from '../testing/refusal-table';

const REASONS_NOT = /"reasoning_tokens":0/;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

describe('grok', () => {
  it.each<RefusalCase>([
    ['takes temperature', { temperature: 0.2 }, 200],
    [
      'refuses a penalty even at 0',
      { presence_penalty: 0 },
      400,
      /^\{"code":"invalid-argument","error":"[^"]*presencePenalty"\}$/,
    ],
    ['refuses the other penalty', { frequency_penalty: 0.5 }, 400],
    ['refuses stop', { stop: ['x'] }, 400],
    ['refuses the developer role', { messages: [{ role: 'developer', content: 'x' }] }, 400],
    ['refuses effort none on 4.5', { reasoning_effort: 'none' }, 400],
    ['refuses effort xhigh on 4.5', { reasoning_effort: 'xhigh' }, 400],
    ['takes effort high on 4.5', { reasoning_effort: 'high' }, 200],
    ['takes effort xhigh on 4.6', { model: 'grok-4.6', reasoning_effort: 'xhigh' }, 200],
    ['takes effort none on 4.3', { model: 'grok-4.3', reasoning_effort: 'none' }, 200, REASONS_NOT],
    [
      'judges a retired name by its successor',
      { model: 'grok-4', reasoning_effort: 'none' },
      200,
      /"model":"grok-4.3"/,
    ],
    ['refuses effort medium on 3-mini', { model: 'grok-3-mini', reasoning_effort: 'medium' }, 400],
    ['refuses any effort on 4.20', { model: 'grok-4.20-0309-reasoning', reasoning_effort: 'low' }, 400],
    ['does not reason on non-reasoning', { model: 'grok-4.20-0309-non-reasoning' }, 200, REASONS_NOT],
    ['has no model of that name', { model: 'grok-9' }, 400, /Model not found: grok-9/],
  ])('%s', async (_why, change, status, words = /./) => {
    const outcome = await outcomeOf(simulator, 'grok', { model: 'grok-4.5', ...change });
    expect(outcome).toEqual({ status, text: expect.stringMatching(words) as string });
  });
});

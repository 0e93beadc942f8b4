import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { saveGroups } from '../support/groups';
import { SAMPLE_MODELS } from '../support/sample-models';
import { TestGateway, type ChatRequest } from '../support/test-gateway';

const ENGLISH = { role: 'system', content: 'Always respond in English.' };
const USER = { role: 'user', content: 'Say hello to the gopher.' };
const SENTENCE = /always respond in english/i;

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  await saveGroups(gateway, {
    'to-deepseek': ['deepseek-v4-pro'],
    'last-deepseek': ['gpt-5.4', 'deepseek-v4-pro'],
    'first-deepseek': ['deepseek-v4-pro', 'gpt-5.4'],
  });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => {
  simulator.clear();
});

/** The messages each vendor got, newest last. */
const messagesTo = (vendor: string): unknown[] =>
  simulator.requests
    .filter((request) => request.vendor === vendor && request.method === 'POST')
    .map(({ body }) => (body as { messages?: unknown }).messages);

async function ask(request: ChatRequest, isStream: boolean): Promise<void> {
  const { status } = isStream ? await gateway.stream(request) : await gateway.chat(request);
  expect(status).toBe(200);
}

describe.each([false, true])('DeepSeek (stream: %s)', (isStream) => {
  it.each([
    ['asked directly', 'deepseek-v4-pro'],
    ['asked by its prefix', 'deepseek/deepseek-v4-pro'],
    ['reached by its flash model', 'deepseek-flash'],
    ['reached through a group', 'to-deepseek'],
  ])('is told once, before all else, to answer in English when %s', async (_, model) => {
    const assistant = { role: 'assistant', content: 'Hi' };
    await ask({ model, messages: [USER, assistant, USER] }, isStream);
    expect(messagesTo('deepseek')).toEqual([[ENGLISH, USER, assistant, USER]]);
  });

  it.each(['system', 'developer'])('gets a %s message of the caller and nothing beside it', async (role) => {
    const own = { role, content: 'Antworte auf Deutsch.' };
    for (const messages of [
      [own, USER],
      [USER, own],
    ]) {
      simulator.clear();
      await ask({ model: 'deepseek-v4-pro', messages }, isStream);
      const said = messages.map((message) => ({ ...message, role: message === own ? 'system' : message.role }));
      expect(messagesTo('deepseek')).toEqual([said]);
    }
  });

  it('is told when it stands in for a target that failed, which was not', async () => {
    simulator.control('status=500', { vendor: 'openai', times: 1 });
    await ask({ model: 'last-deepseek', messages: [USER] }, isStream);
    expect(messagesTo('openai')).toEqual([[USER]]);
    expect(messagesTo('deepseek')).toEqual([[ENGLISH, USER]]);
  });

  it('leaves no trace of it in what the next target gets', async () => {
    simulator.control('status=500', { vendor: 'deepseek', times: 1 });
    await ask({ model: 'first-deepseek', messages: [USER] }, isStream);
    expect(messagesTo('deepseek')).toEqual([[ENGLISH, USER]]);
    expect(messagesTo('openai')).toEqual([[USER]]);
  });
});

it('tells the caller that its messages were added to', async () => {
  const { headers } = await gateway.chat({ model: 'deepseek-v4-pro', messages: [USER] });
  expect(headers.get('x-gophergate-adjusted')).toBe('messages');
});

const OTHERS = SAMPLE_MODELS.filter(({ vendor }) => vendor !== 'deepseek');

describe.each(OTHERS)('$vendor', ({ vendor, model }) => {
  it.each([false, true])('is never told in what language to answer (stream: %s)', async (isStream) => {
    await ask({ model, messages: [USER] }, isStream);
    const asked = simulator.requests.filter((request) => request.vendor === vendor && request.method === 'POST');
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked)).not.toMatch(SENTENCE);
  });
});

it('covers five others', () => {
  expect(OTHERS).toHaveLength(5);
});

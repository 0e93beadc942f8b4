import type { ChatMessage } from '@app/contracts';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { saveGroup } from '../support/groups';
import { SAMPLE_MODELS } from '../support/sample-models';
import { TestGateway, type ChatRequest } from '../support/test-gateway';

const ENGLISH: ChatMessage = { role: 'system', content: 'Always respond in English.' };
const question: ChatMessage = { role: 'user', content: 'Hello' };

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  await saveGroup(gateway, 'first-grok', ['grok-4.3', 'deepseek-v4-pro']);
  await saveGroup(gateway, 'first-deepseek', ['deepseek-v4-pro', 'grok-4.3']);
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});
beforeEach(() => simulator.clear());

/** What reached the vendors, in order. */
const sent = (): { vendor: string; messages: ChatMessage[] }[] =>
  simulator.requests.map(({ vendor, body }) => ({ vendor, messages: (body as ChatRequest).messages ?? [] }));

describe.each([false, true])('with stream: %s', (stream) => {
  const ask = async (model: string, ...messages: ChatMessage[]): Promise<void> => {
    expect(await gateway.chat({ model, messages, stream })).toMatchObject({ status: 200 });
  };

  it.each(['deepseek-v4-pro', 'deepseek-chat', 'deepseek/deepseek-flash', 'first-deepseek'])(
    'English is asked for once, through %s',
    async (model) => {
      await ask(model, question);
      expect(sent()).toEqual([{ vendor: 'deepseek', messages: [ENGLISH, question] }]);
    },
  );

  it('English is asked for on a failover to DeepSeek, and not of the target before', async () => {
    simulator.control('status=500', { vendor: 'grok', times: 1 });
    await ask('first-grok', question);
    expect(sent()).toEqual([
      { vendor: 'grok', messages: [question] },
      { vendor: 'deepseek', messages: [ENGLISH, question] },
    ]);
  });

  it('no English is asked for of the target behind DeepSeek', async () => {
    simulator.control('status=500', { vendor: 'deepseek', times: 1 });
    await ask('first-deepseek', question);
    expect(sent()[1]).toEqual({ vendor: 'grok', messages: [question] });
  });

  it.each(['system', 'developer'])("the caller's own %s message stays alone, whatever it says", async (role) => {
    const own: ChatMessage = { role, content: 'Antworte auf Deutsch.' };
    for (const messages of [
      [own, question],
      [question, own],
    ]) {
      simulator.clear();
      await ask('deepseek-v4-pro', ...messages);
      // DeepSeek has no role "developer"; the words are the caller's.
      expect(sent()[0]?.messages).toEqual(
        messages.map((message) => (message === own ? { ...own, role: 'system' } : message)),
      );
    }
  });

  it('an empty system message is one too', async () => {
    await ask('deepseek-v4-pro', { role: 'system', content: '' }, question);
    expect(sent()[0]?.messages).toEqual([{ role: 'system', content: '' }, question]);
  });

  it.each(SAMPLE_MODELS.filter(({ vendor }) => vendor !== 'deepseek'))('$vendor is never asked', async ({ model }) => {
    await ask(model, question);
    expect(JSON.stringify(simulator.requests.map(({ body }) => body))).not.toContain('English');
  });
});

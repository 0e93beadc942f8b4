import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionRepository } from '@app/persistence';
import { BodyCapture, type CapturedBodies } from '@app/telemetry';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { eventually } from '../support/eventually';
import { TestGateway } from '../support/test-gateway';

const CANARY = 'canary-7f3a9c51e0';
const messages = [{ role: 'user', content: `Say hello to ${CANARY}.` }];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

it('nothing of a body is kept unless it is switched on', async () => {
  const gateway = await TestGateway.start({ simulator });
  const answer = await gateway.chat({ model: 'gpt-4o-mini', messages });
  await gateway.rowOf(answer);
  await gateway.get(BodyCapture).flush();
  await expect(gateway.get(BodyCapture).find(answer.requestId)).resolves.toBeNull();
  await gateway.stop();
});

describe('switched on', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ simulator, environment: { LLM_PROXY__CAPTURE__BODIES: 'true' } });
  });
  afterAll(() => gateway.stop());

  const bodiesOf = (requestId: string): Promise<CapturedBodies> =>
    eventually('the captured bodies', async () => {
      await gateway.get(BodyCapture).flush();
      return gateway.get(BodyCapture).find(requestId);
    });

  it('an answer in one piece is kept as it was sent', async () => {
    const response = await gateway.post(JSON.stringify({ model: 'gpt-4o-mini', messages }));
    const text = await response.text();
    const bodies = await bodiesOf(response.headers.get('x-request-id') ?? '');
    expect(bodies).toEqual({ request: JSON.stringify({ model: 'gpt-4o-mini', messages }), answer: text, isCut: false });
  });

  it('a stream is kept as it was sent', async () => {
    const response = await gateway.open({ model: 'gpt-4o-mini', messages });
    const text = await response.text();
    expect((await bodiesOf(response.headers.get('x-request-id') ?? '')).answer).toBe(text);
    expect(text).toContain('[DONE]');
  });

  it('an error is kept as it was sent', async () => {
    const answer = await gateway.chat({ model: 'no-such-model', messages });
    expect(answer.status).toBe(404);
    expect((await bodiesOf(answer.requestId)).answer).toContain('model_not_found');
  });

  it('of a stream that its client leaves, what had come is kept', async () => {
    simulator.control('tps=50;tokens=5000', { vendor: 'openai', times: 1 });
    const leaving = new AbortController();
    const response = await gateway.open({ model: 'gpt-4o-mini', messages }, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect((await bodiesOf(response.headers.get('x-request-id') ?? '')).answer).toContain('chat.completion.chunk');
  });

  it('no file of the data folder holds a word of it', async () => {
    const answer = await gateway.chat({ model: 'gpt-4o-mini', messages });
    await bodiesOf(answer.requestId);
    await gateway.rowOf(answer);
    const files = filesBelow(gateway.running.config.dataDir);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(file).includes(CANARY)).toBe(false);
  });

  it('is gone when its time is over', async () => {
    const answer = await gateway.chat({ model: 'gpt-4o-mini', messages });
    await bodiesOf(answer.requestId);
    const later = Date.now() + 8 * 86_400_000;
    while ((await gateway.get(RetentionRepository).removeExpiredBodies(later, 100)) > 0);
    await expect(gateway.get(BodyCapture).find(answer.requestId)).resolves.toBeNull();
  });
});

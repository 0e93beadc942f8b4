import OpenAI from 'openai';
import { startSimulator } from '../../apps/simulator/src/simulator.server';
import { killRounds } from '../ledger/kill-rounds';
import { BuiltInstallation } from '../support/built-installation';
import { eventually } from '../support/eventually';

/** The long form is `npm run test:ledger`. */
it('a gateway that is killed under load loses no acknowledged request and counts none twice', async () => {
  const report = await killRounds({ kills: 3, requestsPerSecond: 150, minLifeMs: 700, maxLifeMs: 1_500, seed: 7 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, otherCost: 0, rollUpDifference: 0 });
  // Some were acknowledged, or nothing was shown.
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report.rows).toBeGreaterThanOrEqual(report.acknowledged);
}, 120_000);

it('what was held back from a budget is free again after a crash, and what was spent is not', async () => {
  const simulator = await startSimulator();
  const installation = new BuiltInstallation(simulator);
  try {
    const key = await installation.createKey('crash', { budget: { nanoUsd: 100_000, period: 'total' } });
    const clientOf = (url: string): OpenAI =>
      new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0, timeout: 40_000 });
    const ask = (openai: OpenAI, maxTokens: number): Promise<unknown> =>
      openai.chat.completions.create({
        model: 'gpt-4o',
        max_completion_tokens: maxTokens,
        messages: [{ role: 'user', content: 'Hold this.' }],
      });
    const first = await installation.serve();
    simulator.control('ttfb=60000', { vendor: 'openai', times: 1 });
    const hanging = ask(clientOf(first.url), 1_000).catch((error: unknown) => error);
    // Not the list of models, which the gateway reads as it starts.
    await eventually('the provider is asked', () => simulator.requests.some(({ method }) => method === 'POST'));
    await expect(ask(clientOf(first.url), 1_000)).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
    first.child.signal('SIGKILL');
    await Promise.all([first.child.ended, hanging]);

    const second = await installation.serve();
    simulator.control('tokens=20', { vendor: 'openai', times: 1 });
    await expect(ask(clientOf(second.url), 20)).resolves.toMatchObject({ object: 'chat.completion' });
    second.child.signal('SIGKILL');
    await second.child.ended;
    const third = await installation.serve();
    await expect(ask(clientOf(third.url), 20)).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
    // The request that hung was never answered; its row would be a guess.
    const paid = await eventually('the row of the answered request', async () =>
      (await installation.rows()).find(({ httpStatus }) => httpStatus === 200),
    );
    expect(paid.costNanoUsd).toBeGreaterThan(100_000);
  } finally {
    await installation.remove();
    await simulator.close();
  }
}, 120_000);

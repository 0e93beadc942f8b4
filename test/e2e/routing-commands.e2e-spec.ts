import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { BuiltInstallation } from '../support/built-installation';
import { eventually } from '../support/eventually';
import type { Ended } from '../support/gateway-child';

let simulator: Simulator;
let installation: BuiltInstallation;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clear();
  installation = new BuiltInstallation(simulator);
});
afterEach(() => installation.remove());

const jsonOf = ({ stdout, stderr }: Ended): unknown => {
  expect(stderr).toBe('');
  return JSON.parse(stdout);
};
const file = (name: string, content: string): string => {
  const path = join(installation.folder, name);
  writeFileSync(path, content);
  return path;
};

it('groups are saved, used by a running gateway within a second, shown and removed', async () => {
  const key = await installation.createKey('app');
  const { url } = await installation.serve();
  const routeOf = async (): Promise<string | null> => {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'mine', messages: [{ role: 'user', content: 'Hi' }] }),
    });
    return response.headers.get('x-gophergate-route');
  };
  const mine = { name: 'mine', strategy: 'fallback', targets: ['gpt-4o-mini'], logic_level: 3, primary_use: 'Chat' };
  expect(await routeOf()).toBeNull();
  expect(jsonOf(await installation.cli('groups', 'save', file('mine.json', JSON.stringify(mine)), '--json'))).toEqual([
    expect.objectContaining({ name: 'mine', logicLevel: 3, primaryUse: 'Chat' }),
  ]);
  await eventually('the new group', async () => (await routeOf()) === 'mine>gpt-4o-mini', 3_000);

  const loop = file('loop.json', JSON.stringify([{ ...mine, targets: ['mine'] }]));
  const refused = await installation.cli('groups', 'save', loop);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/mine > mine/);
  expect(await routeOf()).toBe('mine>gpt-4o-mini');

  expect(jsonOf(await installation.cli('groups', 'show', 'mine', '--json'))).toMatchObject({
    targets: ['gpt-4o-mini'],
  });
  expect((await installation.cli('groups', 'remove', 'mine', '--yes')).stdout).toBe('Removed mine.\n');
  await eventually('the group’s end', async () => (await routeOf()) === null, 3_000);
}, 60_000);

it('routes are explained as a tree and as JSON, without asking anybody', async () => {
  const text = await installation.cli(
    'route',
    'explain',
    'dispatcher',
    'Debug this race condition in my Go code.',
    '--rating',
    '9',
  );
  expect(text).toMatchObject({ code: 0, stderr: '' });
  expect(text.stdout).toContain('the rating given here rated the prompt 9 of 10');
  expect(text.stdout).toMatch(/Asked first: {2}dispatcher > heavy-logic > deepseek-v4-pro .*\n.*for a million tokens/);
  const groups = file(
    'new.json',
    JSON.stringify({ name: 'new', strategy: 'weighted', targets: ['gpt-4o', 'fast-flow'] }),
  );
  await installation.cli('clients', 'create', '--name', 'c');
  const told = jsonOf(
    await installation.cli('route', 'explain', 'new', '--groups', groups, '--session', 'a', '--client', 'c', '--json'),
  );
  expect(told).toMatchObject({ asked: 'new', failure: null });
  expect((told as { steps: unknown[] }).steps[0]).toMatchObject({ group: 'new', by: 'session' });
  const unknown = await installation.cli('route', 'explain', 'nobody', 'Hi');
  expect(unknown.code).toBe(1);
  expect(unknown.stdout).toContain('Refused (model_not_found)');
  expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(0);
}, 60_000);

it('a group is calibrated to the shares that are wanted of a file of prompts', async () => {
  const prompts = Array.from({ length: 200 }, (_, i) => `Tell me about ${'birds '.repeat(i % 50)}`).join('\n');
  const args = [
    'groups',
    'calibrate',
    'heavy-logic',
    '--shares',
    '50,30,20',
    '--prompts',
    file('prompts.txt', prompts),
  ];
  const report = jsonOf(await installation.cli(...args, '--json')) as { after: number[]; cuts: number[] };
  expect(report.cuts).toHaveLength(2);
  for (const [index, share] of [100, 60, 40].entries()) {
    expect(Math.abs((report.after[index] ?? 0) - share)).toBeLessThanOrEqual(10);
  }
  expect(jsonOf(await installation.cli('groups', 'show', 'heavy-logic', '--json'))).toMatchObject({
    settings: { cuts: report.cuts },
  });
  expect((await installation.cli('groups', 'calibrate', 'heavy-logic', '--shares', '1,2')).code).toBe(2);
}, 60_000);

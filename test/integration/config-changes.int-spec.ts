import type { Group } from '@app/contracts';
import { Database } from '@app/persistence';
import { GroupDirectory, GroupEditor, InvalidGroupError } from '@app/routing';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TESTER } from '../../libs/common/src/testing/actors';
import { groupOf, replaceGroups } from '../support/stored-groups';
import { TestGateway } from '../support/test-gateway';

/** Two ways to lay out the same three groups: no route of one is a route of the other. */
const layout = (middle: string, model: string): Group[] => [
  groupOf('top', [middle]),
  groupOf(middle, ['low']),
  groupOf('low', [model]),
];
const LAYOUTS = [layout('left', 'gpt-4o-mini'), layout('right', 'grok-4.3')];
const ROUTES = ['top>left>low>gpt-4o-mini', 'top>right>low>grok-4.3'];
const REQUESTS = 600;
const AT_ONCE = 20;

let simulator: Simulator;
let gateway: TestGateway;
let editor: GroupEditor;

beforeEach(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  editor = gateway.get(GroupEditor);
  await editor.saveAll(TESTER, LAYOUTS.flat().slice(0, 3));
});
afterEach(async () => {
  await gateway.stop();
  await simulator.close();
});

it('a change of several groups under load is seen whole or not at all, and costs no request', async () => {
  const routes = new Map<string | null, number>();
  let left = REQUESTS;
  const asking = async (): Promise<void> => {
    while (left-- > 0) {
      const { status, headers } = await gateway.chat({ model: 'top' });
      expect(status).toBe(200);
      const route = headers.get('x-gophergate-route');
      routes.set(route, (routes.get(route) ?? 0) + 1);
    }
  };
  const changing = async (): Promise<void> => {
    for (let change = 1; left > 0; change++) await editor.saveAll(TESTER, LAYOUTS[change % LAYOUTS.length] ?? []);
  };
  await Promise.all([...Array.from({ length: AT_ONCE }, asking), changing()]);
  expect([...routes.keys()].toSorted()).toEqual(ROUTES);
  for (const count of routes.values()) expect(count).toBeGreaterThan(10);
});

it.each<[string, Group]>([
  ['a loop', groupOf('low', ['top'])],
  ['eleven levels', groupOf('low', ['g0'])],
  ['a model nobody has', groupOf('low', ['no-such-model'])],
  ['settings that mean nothing', groupOf('low', ['gpt-4o'], { settings: { cuts: [0.5] } })],
  ['ten megabytes of keywords', tooLarge()],
])('%s is refused, and what was good stays in force', async (_, bad) => {
  const chain = Array.from({ length: 8 }, (_unused, i) => groupOf(`g${i}`, [i === 7 ? 'gpt-4o' : `g${i + 1}`]));
  await editor.saveAll(TESTER, chain);
  await expect(editor.save(TESTER, bad)).rejects.toBeInstanceOf(InvalidGroupError);
  const { status, headers } = await gateway.chat({ model: 'top' });
  expect([status, headers.get('x-gophergate-route')]).toEqual([200, ROUTES[0]]);
});

it('what another process wrote is in force soon, and nonsense it wrote never is', async () => {
  await replaceGroups(gateway.get(Database), [groupOf('low', ['low'])]);
  await gateway.get(GroupDirectory).reload();
  const { headers } = await gateway.chat({ model: 'top' });
  expect(headers.get('x-gophergate-route')).toBe(ROUTES[0]);
});

function tooLarge(): Group {
  const keywords = [{ words: Array.from({ length: 100_000 }, () => 'x'.repeat(100)), target: 'gpt-4o' }];
  return groupOf('low', ['gpt-4o'], { strategy: 'heuristic', settings: { keywords } });
}

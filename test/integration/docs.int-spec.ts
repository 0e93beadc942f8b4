import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const get = (path: string): Promise<Response> => fetch(gateway.url + path);

it.each([
  ['/docs', 'text/html'],
  ['/docs/start.js', 'text/javascript'],
  ['/docs/swagger-ui-bundle.js', 'text/javascript'],
  ['/docs/swagger-ui.css', 'text/css'],
  ['/docs/openapi.json', 'application/json'],
])('%s is served to anyone', async (path, type) => {
  const response = await get(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
  expect((await response.text()).length).toBeGreaterThan(50);
});

it('the page runs under the strict policy: it has no script or style of its own, and asks nobody else', async () => {
  const response = await get('/docs');
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  const page = await response.text();
  expect(page).not.toMatch(/<script>|<style|style=|\son\w+=|https?:/);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([address, (await get(address ?? '')).status]).toEqual([address, 200]);
});

it.each(['nothing', 'package.json', '..%2fpackage.json', '%2e%2e%2fopenapi.json', 'swagger-ui.css.map'])(
  '/docs/%s is not there',
  async (name) => {
    expect((await get(`/docs/${name}`)).status).toBe(404);
  },
);

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { DASHBOARD_PAGES } from '../../apps/gateway/src/dashboard/dashboard-pages';
import { TestGateway } from '../support/test-gateway';

const DASHBOARD = join(__dirname, '../../dashboard');
const policyOf = ({ headers }: Response): string => headers.get('content-security-policy') ?? '';
const nonceIn = (response: Response): string | undefined =>
  /style-src 'self' 'nonce-([^']+)'/.exec(policyOf(response))?.[1];

let simulator: Simulator;
let gateway: TestGateway;
const open = (path: string): Promise<Response> => fetch(gateway.url + path);

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

it('was built', () => {
  expect(existsSync(join(DASHBOARD, 'dist/index.html'))).toBe(true);
});

it('is served at the addresses that it knows itself', () => {
  const source = readFileSync(join(DASHBOARD, 'src/app/pages.ts'), 'utf8');
  const paths = [
    ...source.slice(source.indexOf('PAGE_PATHS = ['), source.indexOf('] as const')).matchAll(/'\/([a-z-]+)'/g),
  ];
  const known = paths.map(([, name]) => name);
  expect(known.length).toBeGreaterThan(10);
  expect([...DASHBOARD_PAGES].sort()).toEqual([...known, 'login', 'new-password'].sort());
});

describe('a page', () => {
  it.each(['/', '/usage', '/usage/', '/usage?by=client', '/groups/fast-flow', '/requests/1/2'])(
    'is at %s',
    async (path) => {
      const response = await open(path);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(html).toContain('<div id="root">');
    },
  );

  it('allows the styles that know its nonce, and no other page does', async () => {
    const [first, second] = [await open('/usage'), await open('/usage')];
    const [nonce, other] = [nonceIn(first), nonceIn(second)];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(other).not.toBe(nonce);
    const html = await first.text();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toContain('STYLE_NONCE');
    expect(nonceIn(await open('/health/live'))).toBeUndefined();
    expect(policyOf(first)).toMatch(/script-src 'self';/);
    expect(policyOf(first)).not.toMatch(/unsafe/);
  });

  it('asks for nothing from elsewhere', async () => {
    const html = await (await open('/')).text();
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\/assets\//)]),
    );
    expect(html).not.toMatch(/(?:src|href)="(?!\/assets\/)/);
  });
});

it.each([
  '/nothing',
  '/usages',
  '/assets/nothing.js',
  '/index.html',
  '/assets/../index.html',
  '/assets/%2e%2e/index.html',
])('there is none at %s', async (path) => {
  expect((await open(path)).status).toBe(404);
});

const files = (): string[] => readdirSync(join(DASHBOARD, 'dist/assets')).filter((name) => !/\.(?:gz|br)$/.test(name));

it('its files are kept for ever, since their names change with them', async () => {
  for (const name of files()) {
    const { status, headers } = await open(`/assets/${name}`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
  }
});

it.each(['gzip', 'br'])('its scripts come compressed by %s to whom understands it', async (coding) => {
  const script = files().find((name) => /^index-.*\.js$/.test(name)) ?? '';
  const response = await fetch(`${gateway.url}/assets/${script}`, { headers: { 'accept-encoding': coding } });
  expect(response.headers.get('content-encoding')).toBe(coding);
  expect(response.headers.get('vary')).toBe('Accept-Encoding');
  expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(await response.text()).toBe(readFileSync(join(DASHBOARD, 'dist/assets', script), 'utf8'));
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import type { BrowserBed } from './bed/browser-bed';
import { enter, expect } from './browser-test';
import { startFurnishedBed } from './furnished-bed';
import { pagesUnderTest } from './pages';
import { settled } from './settled';

/** Beside the documentation only when asked: `npm run screenshots`. */
const FOLDER = join(__dirname, '../..', process.env['SCREENSHOTS'] ?? 'dist/screenshots');
const VIEWS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1120, height: 760 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1120, height: 760 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 760 } },
] as const;

let bed: BrowserBed;
let requestId: string;
let visitors = 0;
test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  ({ bed, requestId } = await startFurnishedBed());
});
test.afterAll(() => bed.stop());

for (const { name: view, colorScheme, viewport } of VIEWS)
  test(`pictures of each page, ${view}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const take = async (name: string): Promise<void> => {
      await settled(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${view}.png`), animations: 'disabled', caret: 'hide' });
    };
    await page.goto(`${bed.url}/login`);
    await take('login');
    await enter(context, bed.url);
    for (const { name, path, heading } of pagesUnderTest(requestId)) {
      await page.goto(bed.url + (name === 'usage' ? `${path}?range=30d` : path));
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      if (name === 'monitoring') await watchSomeTraffic();
      if (name === 'group') await traceSomething(page);
      if (name === 'playground') await askSomething(page);
      await take(name);
    }
    await context.close();
  });

async function traceSomething(page: Page): Promise<void> {
  const tracer = page.getByRole('region', { name: 'Route tracer' });
  await tracer.getByLabel('Prompt').fill('Prove that there is no largest prime.');
  await tracer.getByRole('button', { name: 'Trace' }).click();
  await expect(tracer.getByRole('list', { name: 'Routes' })).toBeVisible();
  await tracer.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

async function askSomething(page: Page): Promise<void> {
  await page.getByLabel('Prompt').fill('What is a gopher?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('link', { name: 'all of it' })).toBeVisible();
}

/** The live list begins empty. */
async function watchSomeTraffic(): Promise<void> {
  visitors += 1;
  const key = await bed.createClient(`visitor ${visitors}`);
  for (const model of ['dispatcher', 'gpt-5.4-nano', 'fast-flow', 'gemini-3.5-flash'])
    await bed.openAi(key).chat.completions.create({ model, messages: [{ role: 'user', content: 'Hello' }] });
}

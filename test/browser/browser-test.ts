import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { BedOptions, BrowserBed } from './bed';

/** As it was built: only the compiler of the server knows its decorators. */
const BED = join(__dirname, '../../dist/test/browser/bed.js');
/** Of the login `admin`, where it is no new one. */
export const PASSWORD = 'a passphrase of the tests';

interface Fixtures {
  readonly bedOptions: BedOptions;
  readonly bed: BrowserBed;
  /** A page on which nothing may go wrong unseen: no error on the console, no policy violation, no foreign request. */
  readonly page: Page;
}

export { expect };

export const test = base.extend<Fixtures>({
  bedOptions: [{}, { option: true }],
  bed: async ({ bedOptions }, run) => {
    const { BrowserBed: Bed } = (await import(BED)) as typeof import('./bed');
    const bed = await Bed.start({ adminPassword: PASSWORD, ...bedOptions });
    await run(bed);
    await bed.stop();
  },
  page: async ({ page, bed }, run) => {
    const troubles: string[] = [];
    watch(page, bed.url, troubles);
    await run(page);
    expect(troubles, 'troubles of the browser').toEqual([]);
  },
});

/** A refusal that a test provokes is logged by the browser itself and is no fault of the page. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

function watch(page: Page, url: string, troubles: string[]): void {
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !REFUSED.test(text)) troubles.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !/^(?:data|blob):/.test(address)) troubles.push(`foreign request: ${address}`);
  });
}

export async function logIn(page: Page, url: string, username = 'admin', password = PASSWORD): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

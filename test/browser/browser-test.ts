import { join } from 'node:path';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import type { BedOptions, BrowserBed } from './bed/browser-bed';

/** As it was built: only the compiler of the server knows its decorators. */
export const BEDS = join(__dirname, '../../dist/test/browser/bed');
/** Of the login `admin`, where it is no new one. */
export const PASSWORD = 'a passphrase of the tests';
export const VIEWER = { username: 'vera', password: 'a passphrase of the viewer' } as const;

interface Fixtures {
  readonly bedOptions: BedOptions;
  readonly bed: BrowserBed;
  /** What went wrong on any page of the context: errors on the console, violations of the policy, foreign requests. */
  readonly troubles: string[];
}

export { expect };

export async function startBed(options: BedOptions = {}): Promise<BrowserBed> {
  const { BrowserBed: Bed } = (await import(join(BEDS, 'browser-bed.js'))) as typeof import('./bed/browser-bed');
  return Bed.start({ adminPassword: PASSWORD, ...options });
}

/** A gateway of its own for each test, and a page on which nothing may go wrong unseen. */
export const test = base.extend<Fixtures>({
  bedOptions: [{}, { option: true }],
  bed: async ({ bedOptions }, run) => {
    const bed = await startBed(bedOptions);
    await run(bed);
    await bed.stop();
  },
  troubles: [
    async ({ context, bed }, run) => {
      const troubles = await watch(context, bed.url);
      await run(troubles);
      expect(troubles, 'troubles of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

/** A refusal that a test provokes is logged by the browser itself and is no fault of the page. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** @returns the list that troubles will be added to */
export async function watch(context: BrowserContext, url: string): Promise<string[]> {
  const troubles: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error('policy violation', violatedDirective, blockedURI, sample);
    });
  });
  context.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !REFUSED.test(text)) troubles.push(`console: ${text}`);
  });
  context.on('weberror', (error) => void troubles.push(`error: ${error.error().message}`));
  context.on('request', (request) => {
    const address = request.url();
    // Some tests come to the same gateway by another address.
    if (new URL(address).port !== new URL(url).port && !/^(?:data|blob):/.test(address))
      troubles.push(`foreign request: ${address}`);
  });
  return troubles;
}

/** As somebody does it. */
export async function logIn(page: Page, url: string, username = 'admin', password = PASSWORD): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Without the form. */
export async function enter(context: BrowserContext, url: string, username = 'admin', password = PASSWORD) {
  const answer = await context.request.post(`${url}/api/session`, {
    data: { username, password },
    headers: { origin: url },
  });
  expect(answer.status()).toBe(201);
}

/** What a call of the admin API brought. */
export function bodyOf<T>({ status, text }: { readonly status: number; readonly text: string }): T {
  expect(status, text).toBeLessThan(300);
  return JSON.parse(text) as T;
}

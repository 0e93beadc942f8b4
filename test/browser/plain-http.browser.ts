import { networkInterfaces } from 'node:os';
import type { Page } from '@playwright/test';
import { expect, logIn, test as base } from './browser-test';

const OWN = 'an own passphrase';
/** An address as offices have them. The browser is told that it is this machine. */
const OFFICE = '10.87.0.1';
/** As colleagues in the same network really reach it, where there is a network. */
const reachable = Object.values(networkInterfaces())
  .flatMap((entries = []) => entries)
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const test = base.extend({
  launchOptions: async ({ launchOptions }, run) => {
    await run({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${OFFICE} 127.0.0.1`],
    });
  },
});
test.use({ bedOptions: { adminPassword: undefined, environment: { LLM_PROXY__SERVER__HOST: '0.0.0.0' } } });

test('first login and the copy of a key, over http and from another address than loopback', async ({ page, bed }) => {
  const office = bed.url.replace('127.0.0.1', OFFICE);
  await logIn(page, office, 'admin', 'admin123');
  await expectNoSecureContext(page);
  await page.getByLabel('Current password').fill('admin123');
  await page.getByLabel('New password', { exact: true }).fill(OWN);
  await page.getByLabel('New password again').fill(OWN);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page).toHaveURL(/first-run/);

  await logIn(page, bed.url.replace('127.0.0.1', reachable ?? OFFICE), 'admin', OWN);
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible();
  await expectNoSecureContext(page);
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('button', { name: 'New client' }).first().click();
  await page.getByLabel('Name').fill('mobile app');
  await page.getByRole('button', { name: 'Create' }).click();
  const issued = page.getByRole('dialog', { name: 'The key of mobile app' });
  const key = issued.getByLabel('API key', { exact: true });
  await issued.getByRole('button', { name: 'Copy' }).first().click();
  await expect(issued.getByText(/press Ctrl\+C/).first()).toBeVisible();
  const selected = await key.evaluate((input: HTMLInputElement) =>
    input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
  );
  expect(selected).toBe(await key.inputValue());
  await page.keyboard.press('Control+C');
  await issued.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /mobile app/ })).toBeVisible();
  expect((await bed.openAi(selected).models.list()).data.length).toBeGreaterThan(0);
});

/** Browsers keep some things from such pages. */
async function expectNoSecureContext(page: Page): Promise<void> {
  const has = await page.evaluate(() => [window.isSecureContext, 'clipboard' in navigator, 'randomUUID' in crypto]);
  expect(has).toEqual([false, false, false]);
}

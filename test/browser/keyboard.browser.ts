import type { Page } from '@playwright/test';
import { expect, PASSWORD, test } from './browser-test';

/** More than any page has places to stop at. */
const MOST_STEPS = 120;

test('the main path needs a keyboard alone', async ({ page, bed }) => {
  const { keyboard } = page;
  await page.goto(`${bed.url}/login`);
  await tabTo(page, 'Username');
  await keyboard.type('admin');
  await tabTo(page, 'Password');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Usage' })).toBeVisible();

  await go(page, 'p', 'Providers');
  await tabTo(page, 'Test');
  await keyboard.press('Enter');
  await expect(page.getByText(/It answers, in \d+/)).toBeVisible();

  await go(page, 'c', 'Clients');
  await tabTo(page, 'New client');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New client' })).toBeVisible();
  await keyboard.type('typed');
  await keyboard.press('Enter');
  const issued = page.getByRole('dialog', { name: 'The key of typed' });
  await expect(issued).toBeVisible();
  const key = await issued.getByLabel('API key', { exact: true }).inputValue();
  await tabTo(page, 'I have kept it');
  await keyboard.press('Space');
  await tabTo(page, 'Done');
  await keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /typed/ })).toBeVisible();

  await go(page, 'm', 'Monitoring');
  await expect(page.getByText('live', { exact: true })).toBeVisible();
  await bed
    .openAi(key)
    .chat.completions.create({ model: 'dispatcher', messages: [{ role: 'user', content: 'Hello' }] });
  const line = page.getByRole('row', { name: /typed.*dispatcher/ });
  await expect(line).toContainText('200');
  await tabTo(page, (await line.getByRole('link').innerText()).trim());
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Request');

  await go(page, 'g', 'Model groups');
  await tabTo(page, 'dispatcher');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'dispatcher' })).toBeVisible();
  await tabTo(page, 'Prompt');
  await keyboard.type('Prove it.');
  await tabTo(page, 'Trace');
  await keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Routes' })).toBeVisible();

  await keyboard.press('Escape');
  await page.locator('#content').focus();
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden();
  await page.goto(`${bed.url}/account`);
  await tabTo(page, 'admin');
  await keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  for (let step = 0; step < 10 && (await focused(page)) !== 'Log out'; step += 1) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

/** By `g` and the page's letter. */
async function go(page: Page, letter: string, heading: string): Promise<void> {
  await page.locator('#content').focus();
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** Where the focus is after some presses of Tab. @throws Error where there is no way to it */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`No way to "${name}" by the Tab key.`);
}

/** What the focused element is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : undefined;
    const text = element.ariaLabel ?? label?.textContent ?? element.innerText;
    return text.replace(/\s*\*$/, '').trim();
  });
}

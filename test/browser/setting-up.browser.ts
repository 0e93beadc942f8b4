import { bodyOf, expect, logIn, test } from './browser-test';

/** OpenAI has no key of the environment: it gets one by hand. */
test.use({ bedOptions: { environment: { OPENAI_API_KEY: '' } } });

const MODEL = 'gpt-5.4-nano';

test('a provider gets its key and is tested, a client gets one too, and what it asks is seen live and in Usage', async ({
  page,
  bed,
}) => {
  await logIn(page, bed.url);
  await page.getByRole('link', { name: 'Providers' }).click();
  const card = page.getByRole('region', { name: 'OpenAI' });
  await expect(card).toContainText('not configured');
  await card.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('API key').and(page.locator('input')).fill('sim-key');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card).toContainText('stored here, encrypted');
  await card.getByRole('button', { name: 'Test' }).click();
  await expect(card).toContainText(/It answers, in \d+/);

  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('button', { name: 'New client' }).first().click();
  await page.getByLabel('Name').fill('mobile app');
  await page.getByRole('button', { name: 'Create' }).click();
  const issued = page.getByRole('dialog', { name: 'The key of mobile app' });
  const key = await issued.getByLabel('API key', { exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await expect(issued).toBeVisible();
  await expect(issued.getByRole('button', { name: 'Done' })).toBeDisabled();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await issued.getByRole('button', { name: 'Copy' }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await issued.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /mobile app/ })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(key);

  await page.getByRole('link', { name: 'Monitoring' }).click();
  await expect(page.getByText('live', { exact: true })).toBeVisible();
  bed.simulator.control('tokens=12', { vendor: 'openai', times: 1 });
  const answer = await bed
    .openAi(key)
    .chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: 'How many primes are there?' }] });
  const line = page.getByRole('row', { name: /mobile app/ }).filter({ hasText: MODEL });
  await expect(line).toContainText(MODEL);
  await expect(line).toContainText('200');

  // Prices of the catalogue are in pico-USD a token; the simulator caches nothing.
  const admin = await bed.admin();
  const { rates } = bodyOf<{ price: { rates: { input: number; output: number } } }>(
    await admin.get(`/api/models/openai/${MODEL}`),
  ).price;
  const { prompt_tokens: prompt = 0, completion_tokens: completion = 0 } = answer.usage ?? {};
  const nanoUsd = (prompt * rates.input + completion * rates.output) / 1_000;
  expect(nanoUsd).toBeGreaterThan(0);
  await line.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Request');
  await expect(page.getByRole('main')).toContainText(`$${(nanoUsd / 1e9).toFixed(9).replace(/0{1,7}$/, '')}`);

  await page.getByRole('link', { name: 'Usage' }).click();
  const row = page.getByRole('row', { name: /^openai/i });
  await expect(async () => {
    await page.reload();
    await expect(row.getByRole('cell').nth(1)).toHaveText('1', { timeout: 2_000 });
  }).toPass();
  await expect(row).toContainText(`$${(nanoUsd / 1e9).toFixed(6).replace(/0{1,4}$/, '')}`);
});

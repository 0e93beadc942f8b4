import { enter, expect, test } from './browser-test';

test('the playground streams, stops, compares, and is booked', async ({ page, bed }) => {
  await enter(page.context(), bed.url);
  await page.goto(`${bed.url}/playground?model=gpt-5.4-nano`);
  await page.getByLabel('Prompt').fill('Hello');
  await expect(page.getByText(/gpt-5.4-nano: about \$/)).toBeVisible();
  await page.getByRole('button', { name: 'Compare with another' }).click();
  await page.getByRole('combobox', { name: 'And beside it, 2' }).fill('gemini-3.5-flash');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send' }).click();
  for (const model of ['gpt-5.4-nano', 'gemini-3.5-flash']) {
    const answer = page.getByRole('region', { name: `Answer of ${model}` });
    await expect(answer).toContainText(/\d+ tokens in, \d+ out · \$0\.0/);
    await answer.getByRole('tab', { name: 'Response' }).click();
    await expect(answer.getByRole('tabpanel', { name: 'Response' })).toContainText('data: [DONE]');
  }

  bed.simulator.control('tps=20;tokens=4000', { vendor: 'openai', times: 1 });
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await page.getByRole('button', { name: 'Remove 2' }).click();
  await page.getByLabel('Prompt').fill('A long story, please');
  await page.getByRole('button', { name: 'Send' }).click();
  const story = page.getByRole('region', { name: 'Answer of gpt-5.4-nano' });
  await expect(story.getByText(/\w+ \w+/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(story).toContainText('Stopped.');
  const admin = await bed.admin();
  await expect
    .poll(async () => (await admin.get('/api/requests?clientId=playground')).body['requests'])
    .toMatchObject([{ outcome: 'cancelled' }, { outcome: 'completed' }, { outcome: 'completed' }]);
});

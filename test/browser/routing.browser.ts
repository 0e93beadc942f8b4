import { bodyOf, enter, expect, test } from './browser-test';

test('a cycle is refused while a group is edited, and a change routes from the next request on', async ({
  page,
  bed,
}) => {
  const admin = await bed.admin();
  const group = { strategy: 'fallback', settings: {}, logicLevel: null, primaryUse: null, isEnabled: true };
  bodyOf(await admin.post('/api/groups', { ...group, name: 'inner', targets: ['gpt-5.4-nano'] }));
  bodyOf(await admin.post('/api/groups', { ...group, name: 'outer', targets: ['inner'] }));
  await enter(page.context(), bed.url);
  await page.goto(`${bed.url}/groups`);
  await page.getByRole('link', { name: 'inner', exact: true }).click();
  await page.getByRole('combobox', { name: 'Add a model or a group' }).fill('outer');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText(/inner.*outer.*inner/);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('It was not saved')).toBeVisible();
  expect(bodyOf<{ targets: string[] }>(await admin.get('/api/groups/inner')).targets).toEqual(['gpt-5.4-nano']);

  await page.getByRole('button', { name: 'Take outer out' }).click();
  await page.getByRole('combobox', { name: 'Add a model or a group' }).fill('gemini-3.5-flash');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Take gpt-5.4-nano out' }).click();
  await expect(page.getByText('It cannot be saved like this')).toBeHidden();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('inner is saved; it routes so from the next request on.').first()).toBeVisible();
  const openAi = bed.openAi(await bed.createClient('app'));
  const answer = await openAi.chat.completions.create({
    model: 'outer',
    messages: [{ role: 'user', content: 'Hello' }],
  });
  expect(answer.model).toMatch(/^gemini/);

  await page.goto(`${bed.url}/audit?entity=group&action=group.update`);
  await page.getByRole('row', { name: /inner/ }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Put it back as it was' }).click();
  await expect(page.getByText(/inner is again as it was/).first()).toBeVisible();
  expect(bodyOf<{ targets: string[] }>(await admin.get('/api/groups/inner')).targets).toEqual(['gpt-5.4-nano']);
});

test('the tracer says of each prompt what the gateway then does with it', async ({ page, bed }) => {
  const openAi = bed.openAi(await bed.createClient('app'));
  const prompts = [
    ['heavy-logic', 'Hello'],
    ['heavy-logic', 'Prove that the sum of two even numbers is even, step by step, and refactor the algorithm.'],
    ['fast-flow', 'Translate "cat" into French.'],
  ] as const;
  await enter(page.context(), bed.url);
  for (const [model, prompt] of prompts) {
    await page.goto(`${bed.url}/groups/${model}`);
    const tracer = page.getByRole('region', { name: 'Route tracer' });
    await tracer.getByLabel('Prompt').fill(prompt);
    await tracer.getByRole('button', { name: 'Trace' }).click();
    const first = tracer.getByRole('list', { name: 'Routes' }).getByRole('listitem').first();
    const traced = /^(?:\d+\. )?([^:]+):/.exec(await first.innerText())?.[1];
    const { response } = await openAi.chat.completions
      .create({ model, messages: [{ role: 'user', content: prompt }] })
      .withResponse();
    const admin = await bed.admin();
    const id = response.headers.get('x-request-id') ?? '';
    await expect
      .poll(async () => (await admin.get(`/api/requests/${id}`)).body['request'])
      .toMatchObject({ providerId: traced?.split('/')[0], sentModel: traced?.split('/').slice(1).join('/') });
  }
});

test('a price is changed, and history is priced anew by it', async ({ page, bed }) => {
  const openAi = bed.openAi(await bed.createClient('app'));
  const { usage } = await openAi.chat.completions.create({
    model: 'gpt-5.4-nano',
    messages: [{ role: 'user', content: 'Hello' }],
  });
  await enter(page.context(), bed.url);
  await page.goto(`${bed.url}/models?open=openai%2Fgpt-5.4-nano`);
  const drawer = page.getByRole('dialog', { name: /Prices of/ });
  await drawer.getByLabel('Label').fill('contract');
  await drawer.getByRole('spinbutton', { name: 'Input', exact: true }).fill('1000');
  await drawer.getByRole('spinbutton', { name: 'Cached input' }).fill('');
  await drawer.getByRole('spinbutton', { name: 'Output', exact: true }).fill('2000');
  await drawer.getByRole('button', { name: 'Set the price' }).click();
  await expect(drawer.getByRole('listitem').filter({ hasText: 'contract' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name: /gpt-5.4-nano/ }).filter({ hasText: 'own' })).toContainText('$1,000.00');

  await page.getByRole('button', { name: 'Price earlier requests anew' }).click();
  const repricing = page.getByRole('dialog', { name: 'Price earlier requests anew' });
  await repricing.getByRole('button', { name: 'Preview' }).click();
  const dollars = ((usage?.prompt_tokens ?? 0) * 1_000 + (usage?.completion_tokens ?? 0) * 2_000) / 1e6;
  const total = dollars.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: dollars >= 1 ? 2 : 4,
  });
  await expect(repricing.getByText('1 of 1 requests would change')).toContainText(`→ $${total}`);
  await repricing.getByRole('button', { name: 'Price them anew' }).click();
  await expect(repricing.getByText('1 of 1 requests have changed')).toBeVisible();
  const admin = await bed.admin();
  const { requests } = bodyOf<{ requests: { costNanoUsd: number }[] }>(await admin.get('/api/requests'));
  expect(requests.map(({ costNanoUsd }) => costNanoUsd)).toEqual([dollars * 1e9]);
});

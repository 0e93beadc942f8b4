import { enter, expect, logIn, PASSWORD, test, VIEWER } from './browser-test';
import { pagesUnderTest } from './pages';
import { settled } from './settled';

/** How controls that change something begin. To pause what one sees changes nothing. */
const WRITES =
  /^(?:New|Edit|Save|Delete|Remove|Create|Add|Rotate|Disable\b|Enable\b|Restore|Import|Set|Test|Pause|Let it go on|Look for models|Price earlier|Really ask|Cancel)/;

test('a viewer sees no control that writes, and the API refuses all the same', async ({ page, bed }) => {
  await bed.createViewer(VIEWER.username, VIEWER.password);
  const key = await bed.createClient('app');
  const { response } = await bed
    .openAi(key)
    .chat.completions.create({ model: 'gpt-5.4-nano', messages: [{ role: 'user', content: 'Hello' }] })
    .withResponse();
  const requestId = response.headers.get('x-request-id') ?? '';
  await logIn(page, bed.url, VIEWER.username, VIEWER.password);
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible();
  for (const hidden of ['Users', 'Settings', 'Audit', 'First run'])
    await expect(page.getByRole('link', { name: hidden })).toBeHidden();
  for (const { path } of pagesUnderTest(requestId).filter(
    ({ isForAdmins, name }) => !isForAdmins && name !== 'account',
  )) {
    await page.goto(bed.url + path);
    await settled(page);
    const names = await page.getByRole('main').getByRole('button').allInnerTexts();
    const writing = names.filter((name) => WRITES.test(name.trim()) && !(path === '/monitoring' && name === 'Pause'));
    expect(writing, path).toEqual([]);
    await expect(page.getByRole('main').getByRole('switch', { name: /enabled/i })).toHaveCount(0);
  }
  const refused = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const writes = [
      ['POST', '/api/clients', '{"name":"mine"}'],
      ['PATCH', '/api/providers/openai', '{"isEnabled":false}'],
      ['POST', '/api/groups/restore-seeds', '{}'],
      ['GET', '/api/users', undefined],
      ['GET', '/api/settings', undefined],
      ['GET', '/api/audit', undefined],
    ] as const;
    return Promise.all(
      writes.map(
        async ([method, path, body]) => (await fetch(path, { method, headers, ...(body && { body }) })).status,
      ),
    );
  });
  expect(refused).toEqual([403, 403, 403, 403, 403, 403]);
});

test('a log-out elsewhere ends the session of this tab', async ({ page, bed, browser }) => {
  await logIn(page, bed.url);
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible();
  await page.getByRole('link', { name: 'Monitoring' }).click();
  await expect(page.getByText('live', { exact: true })).toBeVisible();

  const elsewhere = await browser.newContext();
  await enter(elsewhere, bed.url, 'admin', PASSWORD);
  const ended = await elsewhere.request.delete(`${bed.url}/api/sessions/others`, { headers: { origin: bed.url } });
  expect(ended.ok()).toBe(true);
  await elsewhere.close();

  await expect(page.getByRole('dialog', { name: /session has ended/i })).toBeVisible();
});

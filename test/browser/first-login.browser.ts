import { expect, logIn, test } from './browser-test';

const PASSWORD = 'an own passphrase';

test.use({ bedOptions: { adminPassword: undefined } });

test('a new installation asks for a password of one’s own, and nothing else works before', async ({ page, bed }) => {
  await logIn(page, bed.url, 'admin', 'admin123');
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible();
  await page.goto(`${bed.url}/clients`);
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible();

  await page.getByLabel('Current password').fill('admin123');
  await page.getByLabel('New password', { exact: true }).fill('short');
  await expect(page.getByText('At least 12 characters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the password' })).toBeDisabled();
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('New password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page).toHaveURL(/first-run/);

  await page.getByRole('button', { name: 'admin' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await logIn(page, bed.url, 'admin', 'admin123');
  await expect(page.getByRole('alert')).toContainText('wrong');
  await logIn(page, bed.url, 'admin', PASSWORD);
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible();
});

test('a login leads to where somebody wanted to go, and never out of here', async ({ page, bed }) => {
  await logIn(page, bed.url, 'admin', 'admin123');
  await page.getByLabel('Current password').fill('admin123');
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('New password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page).toHaveURL(/first-run/);
  await page.context().clearCookies();
  await page.goto(`${bed.url}/users?x=1`);
  await expect(page).toHaveURL(/login/);
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/users\?x=1/);

  await page.context().clearCookies();
  await page.goto(`${bed.url}/login?to=//elsewhere.example`);
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(`${bed.url}/usage`);
});

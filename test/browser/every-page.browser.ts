import { test } from '@playwright/test';
import { violations } from './axe';
import type { BrowserBed } from './bed/browser-bed';
import { enter, expect, PASSWORD, VIEWER, watch } from './browser-test';
import { startFurnishedBed } from './furnished-bed';
import { pagesUnderTest } from './pages';
import { settled } from './settled';

const ROLES = { admin: { username: 'admin', password: PASSWORD }, viewer: VIEWER } as const;
const PHONE = { width: 390, height: 844 };

let bed: BrowserBed;
let requestId: string;
test.beforeAll(async () => {
  ({ bed, requestId } = await startFurnishedBed());
});
test.afterAll(() => bed.stop());

for (const colorScheme of ['light', 'dark'] as const)
  for (const role of ['admin', 'viewer'] as const)
    test(`each page, ${colorScheme}, ${role}: no violation of axe or of the policy, no error, nothing from elsewhere`, async ({
      browser,
    }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ colorScheme });
      const troubles = await watch(context, bed.url);
      const { username, password } = ROLES[role];
      await enter(context, bed.url, username, password);
      const page = await context.newPage();
      for (const { name, path, heading, isForAdmins } of pagesUnderTest(requestId)) {
        await test.step(name, async () => {
          await page.goto(bed.url + path);
          if (role === 'viewer' && isForAdmins) {
            await expect(page.getByRole('heading', { level: 1 })).toHaveText('For administrators');
          } else {
            await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
          }
          await settled(page);
          expect.soft(await violations(page), `axe: ${name}, ${colorScheme}, ${role}`).toEqual([]);
          await page.setViewportSize(PHONE);
          await expect.soft
            .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `width of ${name} on a phone`)
            .toBeLessThanOrEqual(PHONE.width);
          await page.setViewportSize({ width: 1280, height: 720 });
        });
      }
      expect(troubles, 'troubles of the browser').toEqual([]);
      await context.close();
    });

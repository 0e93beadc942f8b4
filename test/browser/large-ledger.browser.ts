import { join } from 'node:path';
import { test } from '@playwright/test';
import type { SeededBed } from './bed/seeded-bed';
import { BEDS, enter, expect, PASSWORD, watch } from './browser-test';
import { settled } from './settled';

/** Fewer where time is short; the budget is that of a million. */
const ROWS = Number(process.env['BROWSER_ROWS'] ?? 1_000_000);
const DRAWN_WITHIN_MS = 1_500;
const SEEDED_WITHIN_MS = 600_000;
const DAY_MS = 24 * 60 * 60_000;
const QUARTER_MS = 15 * 60_000;
/** Whole, half and quarter hours, and days of 23, 25 and 24.5 hours. */
const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

let bed: SeededBed;
test.beforeAll(async () => {
  test.setTimeout(SEEDED_WITHIN_MS);
  const { SeededBed: Bed } = (await import(join(BEDS, 'seeded-bed.js'))) as typeof import('./bed/seeded-bed');
  bed = await Bed.start(ROWS, PASSWORD);
});
test.afterAll(() => bed.stop());

test(`Usage of ${ROWS.toLocaleString('en')} requests is drawn in time`, async ({ context, page }) => {
  const troubles = await watch(context, bed.url);
  await enter(context, bed.url);
  await page.goto(`${bed.url}/account?range=30d`);
  await settled(page);
  const began = Date.now();
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('row', { name: /openai/i }).first()).toBeVisible();
  await page.waitForFunction(() => document.querySelector('canvas') !== null);
  const tookMs = Date.now() - began;
  console.log(`Usage of ${ROWS} rows, 30 days, drawn after the click: ${tookMs} ms (budget ${DRAWN_WITHIN_MS})`);
  expect(tookMs).toBeLessThan(DRAWN_WITHIN_MS);
  expect(troubles).toEqual([]);
});

for (const zone of ZONES)
  test(`the totals on screen are those of the ledger, in ${zone}`, async ({ context, page }) => {
    await enter(context, bed.url);
    const [from, to] = [startOfDay(Date.now() - 50 * DAY_MS, zone), startOfDay(Date.now() - 2 * DAY_MS, zone)];
    const month = [startOfMonth(-1, zone), startOfMonth(0, zone)] as const;
    for (const [search, first, end] of [
      [`range=custom&from=${from}&to=${to}`, from, to],
      ['range=last-month', ...month],
    ] as const) {
      const ledger = await bed.totals(first, end);
      expect(ledger.requests).toBeGreaterThan(0);
      await page.goto(`${bed.url}/usage?${search}&zone=${zone}`);
      const card = (label: string) => page.locator('dl > div').filter({ hasText: label }).locator('dd').first();
      await expect(card('Cost')).toHaveAttribute('title', `$${exact(ledger.costNanoUsd)}`);
      await expect(card('Requests')).toHaveAttribute('title', ledger.requests.toLocaleString('en-US'));
      await expect(card('Prompt tokens')).toHaveAttribute('title', ledger.promptTokens.toLocaleString('en-US'));
    }
  });

/** By the calendar of the zone alone: the first quarter of an hour whose date there is another. */
function startOfDay(at: number, zone: string): number {
  const dateOf = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  let start = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const date = dateOf.format(start);
  while (dateOf.format(start - QUARTER_MS) === date) start -= QUARTER_MS;
  return start;
}

function startOfMonth(months: number, zone: string): number {
  const monthOf = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' });
  let start = startOfDay(Date.now(), zone);
  for (let left = -months; left >= 0; left -= 1) {
    const month = monthOf.format(start);
    while (monthOf.format(start - QUARTER_MS) === month) start = startOfDay(start - QUARTER_MS, zone);
    if (left > 0) start = startOfDay(start - QUARTER_MS, zone);
  }
  return start;
}

/** Nano-USD with every digit, two at least. */
function exact(nanoUsd: number): string {
  const digits = String(nanoUsd).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9).replace(/0{1,7}$/, '')}`;
}

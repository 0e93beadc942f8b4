import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's own: nothing is downloaded. */
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
if (!existsSync(chromium))
  throw new Error(`There is no browser at ${chromium}. Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH.`);

/** What measures has the machine for itself: one test at a time, after all others. */
const MEASURING = ['**/budgets.browser.ts', '**/large-ledger.browser.ts'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../dist/browser',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./count-reporter.ts']],
  use: {
    launchOptions: {
      executablePath: chromium,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'pages', testMatch: '**/*.browser.ts', testIgnore: MEASURING, fullyParallel: true },
    { name: 'measured', testMatch: MEASURING, dependencies: ['pages'], workers: 1 },
  ],
});

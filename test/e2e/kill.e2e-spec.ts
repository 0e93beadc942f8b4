import { killRounds } from '../ledger/kill-rounds';

/** The long form is `npm run test:ledger`. */
it('a gateway that is killed under load loses no acknowledged request and counts none twice', async () => {
  const report = await killRounds({ kills: 3, requestsPerSecond: 150, minLifeMs: 700, maxLifeMs: 1_500, seed: 7 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, otherCost: 0, rollUpDifference: 0 });
  // Some were acknowledged, or nothing was shown.
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report.rows).toBeGreaterThanOrEqual(report.acknowledged);
}, 120_000);

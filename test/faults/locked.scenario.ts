import { Bed } from './bed';
import { databaseOutage } from './database-outage';
import type { Scenario } from './plan';
import type { WriteLock } from './write-lock';

/** Another process holds SQLite's write lock. */
export const locked: Scenario = {
  id: 'locked',
  needsVolume: false,
  run: async (plan, findings) => {
    const bed = await Bed.open();
    try {
      await bed.serve();
      let lock: WriteLock | undefined;
      const fault = {
        begin: async () => {
          lock = await bed.lockDatabase();
        },
        end: async () => lock?.release(),
      };
      await databaseOutage(bed, fault, plan, findings);
    } finally {
      await bed.close();
    }
  },
};

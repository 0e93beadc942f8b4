import { Bed } from './bed';
import { databaseOutage } from './database-outage';
import type { Plan, Scenario } from './plan';

const MB = 1024 * 1024;
/** Row, indexes and roll-ups, once in the file and once in the write-ahead log, generously. */
const BYTES_PER_ROW = 4_096;
/** Warm-up, calm and drain beside the fault. */
const STRETCHES = 4;

/** The volume of the database is full; the journal lies on another one. */
export const databaseFull: Scenario = {
  id: 'database-full',
  needsVolume: true,
  run: async (plan, findings) => {
    const bed = await Bed.open();
    try {
      const volume = bed.mount(bed.installation.dataDir, bytesFor(plan));
      await bed.serve();
      const fault = {
        begin: () => {
          volume.fill();
          return Promise.resolve();
        },
        end: () => {
          volume.free();
          return Promise.resolve();
        },
      };
      await databaseOutage(bed, fault, plan, findings);
    } finally {
      await bed.close();
    }
  },
};

function bytesFor({ seconds, requestsPerSecond }: Plan): number {
  return 32 * MB + STRETCHES * Math.max(8, seconds) * requestsPerSecond * BYTES_PER_ROW;
}

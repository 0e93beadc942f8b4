import type { UsageGrain } from '@app/contracts';
import type { Database } from '../database/database';
import { UsageDayEntity, UsageHourEntity, UsageQuarterEntity } from '../entities/usage-bucket.entity';
import type { UsageBucketRow } from '../entities/usage-bucket.entity';

const ENTITY = { quarter: UsageQuarterEntity, hour: UsageHourEntity, day: UsageDayEntity };

/** All rows of a table of roll-ups, as the entity reads them. */
export function usageTable(database: Database, grain: UsageGrain): Promise<UsageBucketRow[]> {
  return database.reader.run((manager) => manager.find(ENTITY[grain]));
}

/** All three, to compare one history with another. */
export async function usageTables(database: Database): Promise<Record<UsageGrain, UsageBucketRow[]>> {
  const [quarter, hour, day] = await Promise.all([
    usageTable(database, 'quarter'),
    usageTable(database, 'hour'),
    usageTable(database, 'day'),
  ]);
  return { quarter, hour, day };
}

import { systemClock } from '@app/common';
import type { Clock } from '@app/common';
import { GroupRepository } from '../repositories/group.repository';
import { SEEDED_GROUPS } from '../seeds/groups.seed';
import { Database } from './database';
import type { DatabaseOptions } from './database';
import type { DatabaseLocation } from './database-location';

/** Opens, migrates and, the first time, seeds. The way in for commands that run without the server. */
export async function openDatabase(
  location: DatabaseLocation,
  options: DatabaseOptions = {},
  clock: Clock = systemClock,
): Promise<Database> {
  const database = await Database.open(location, options);
  try {
    await new GroupRepository(database, clock).seedOnce(SEEDED_GROUPS);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

import { existsSync } from 'node:fs';
import { systemClock } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { checkDatabaseFile, LedgerRepository, type Database } from '@app/persistence';
import { journalBacklog, journalRoot } from '@app/telemetry';
import { fail, ok, warn, type Finding } from './finding';

const MB = 1_048_576;
const MUCH_MB = 64;

/** The file as such: without a gateway, and without changing it. */
export async function databaseFileCheck(file: string): Promise<Finding> {
  if (!existsSync(file)) return ok('database', `There is none yet; the first start makes "${file}".`);
  const { problem, pendingMigrations } = await checkDatabaseFile(file, 'quick');
  if (problem !== null) {
    return fail('database', `"${file}" is not usable. ${problem}`, 'Restore a backup: gophergate db restore <file>.');
  }
  return pendingMigrations > 0
    ? warn('database', `"${file}" is of an older version.`, 'Run: gophergate db migrate (a start does it too).')
    : ok('database', `"${file}" is sound and up to date.`);
}

/** What has been answered and is not in the database. */
export async function journalCheck(database: Database, { dataDir, journal }: GatewayConfig): Promise<Finding> {
  const ledger = new LedgerRepository(database, systemClock);
  const bytes = await journalBacklog(journalRoot(dataDir, journal.folder), (id) => ledger.checkpointOf(id));
  const message = `${Math.ceil(bytes / 1_024)} KB of requests wait in the journal for the database.`;
  return bytes / MB > MUCH_MB
    ? warn(
        'journal',
        message,
        'Start the gateway, or see its log: it writes them to the database as soon as that takes them.',
      )
    : ok('journal', message);
}

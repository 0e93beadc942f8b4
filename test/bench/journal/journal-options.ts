import type { JournalDurability } from '@app/config';
import { JOURNAL_DEFAULTS, type JournalOptions } from '../../../libs/telemetry/src/journal/journal-options';

/** As the gateway runs it, but for the reserve, whose zeros would be measured too. */
export function journalOptions(folder: string, durability: JournalDurability): JournalOptions {
  return { ...JOURNAL_DEFAULTS, folder, durability, reserveBytes: 0 };
}

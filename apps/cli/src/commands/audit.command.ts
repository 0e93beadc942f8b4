import { Command, Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import { AuditRepository } from '@app/persistence';
import { ExitCode } from '../exit-code';
import { print, table, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;

@SubCommand({ name: 'verify', description: 'Check that no entry of the audit log was changed, added or taken out' })
export class VerifyAuditCommand extends JsonCommand {
  override readonly example = 'audit verify';

  constructor(private readonly audit: AuditRepository) {
    super();
  }

  async run(_: string[], options?: OutputOptions & { readonly noted?: string }): Promise<void> {
    const check = await this.audit.check(options?.noted);
    const { entries, brokenAt, head, holdsNoted } = check;
    const broken = `The audit log is broken: entry ${brokenAt} is missing or is not what was written. The ${entries} before it are whole.`;
    const whole = `The audit log is whole: ${entries} entries${head === null ? '.' : `, the last of them ${head}.`}`;
    const other = 'No entry has the hash that was noted: this is another log.';
    print(check, options, brokenAt !== null ? broken : holdsNoted === false ? other : whole);
    if (brokenAt !== null || holdsNoted === false) process.exitCode = ExitCode.failed;
  }

  @Option({
    flags: '--noted <hash>',
    description: 'the hash of an entry as it was printed before, which has to be there',
  })
  parseNoted(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new InvalidRequestError('--noted takes the 64 hex digits of a hash.');
    return hash;
  }
}

@SubCommand({ name: 'list', description: 'List who changed what, the newest first' })
export class ListAuditCommand extends JsonCommand {
  override readonly example = 'audit list --limit 20';

  constructor(private readonly audit: AuditRepository) {
    super();
  }

  async run(_: string[], options?: OutputOptions & { readonly limit?: number }): Promise<void> {
    const entries = await this.audit.list({}, options?.limit ?? DEFAULT_LIMIT);
    const rows = entries.map(({ sequence, at, actor, action, entityName }) => [
      ...[String(sequence), new Date(at).toISOString(), actor.name, action, entityName],
    ]);
    print(entries, options, table(['No', 'Time', 'Who', 'What', 'Of'], rows));
  }

  @Option({ flags: '--limit <count>', description: `how many (default: ${DEFAULT_LIMIT})` })
  parseLimit(text: string): number {
    const limit = Number(text);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidRequestError(`--limit takes a whole number from 1 to ${MAX_LIMIT}.`);
    }
    return limit;
  }
}

@Command({
  name: 'audit',
  description: 'The log of who changed what',
  subCommands: [VerifyAuditCommand, ListAuditCommand],
})
export class AuditCommand extends ParentCommand {
  override readonly example = 'audit verify';
}

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

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const check = await this.audit.check();
    const { entries, brokenAt } = check;
    const broken = `The audit log is broken: entry ${brokenAt} is missing or is not what was written. The ${entries} before it are whole.`;
    print(check, options, brokenAt === null ? `The audit log is whole: ${entries} entries.` : broken);
    if (brokenAt !== null) process.exitCode = ExitCode.failed;
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

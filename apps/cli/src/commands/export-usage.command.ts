import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import type { ExportFormat } from '@app/contracts';
import { ClientRepository } from '@app/persistence';
import { RequestExportService } from '@app/telemetry';
import { writeToFile, writeToStdout } from '../write-output';
import { BaseCommand } from './base.command';
import { instantOf } from './instant-of';

interface ExportOptions {
  readonly from: number;
  readonly to?: number;
  readonly zone?: string;
  readonly format?: ExportFormat;
  readonly client?: string;
  readonly output?: string;
  readonly force?: boolean;
}

@SubCommand({
  name: 'export',
  description: 'Write the requests of a range, newest first, for a spreadsheet or a program',
})
export class ExportUsageCommand extends BaseCommand {
  override readonly example = 'usage export --from 2026-01-01 --to 2026-02-01 --output january.csv';

  constructor(
    private readonly requests: RequestExportService,
    private readonly clients: ClientRepository,
  ) {
    super();
  }

  async run(_: string[], { from, to, zone = 'UTC', format = 'csv', ...options }: ExportOptions): Promise<void> {
    const { client, output, force = false } = options;
    if (force && output === undefined) throw new InvalidRequestError('--force goes with --output alone.');
    const clientId = client === undefined ? undefined : await this.clientIdOf(client);
    const chunks = this.requests.exportRequests({ from, to, clientId }, { format, zone });
    await (output === undefined ? writeToStdout(chunks, process.stdout) : writeToFile(chunks, output, force));
  }

  @Option({
    flags: '--from <time>',
    description: 'first moment, e.g. 2026-11-01 (UTC) or 2026-11-01T08:00:00Z',
    required: true,
  })
  parseFrom(text: string): number {
    return instantOf('--from', text);
  }

  @Option({ flags: '--to <time>', description: 'moment before which it ends (default: now)' })
  parseTo(text: string): number {
    return instantOf('--to', text);
  }

  @Option({
    flags: '--zone <name>',
    description: 'whose clocks the times of a CSV show, e.g. Asia/Kolkata (default: UTC)',
  })
  parseZone(text: string): string {
    return text;
  }

  @Option({ flags: '--format <format>', description: 'csv (default), or ndjson: the rows as they are stored' })
  parseFormat(text: string): ExportFormat {
    if (text === 'csv' || text === 'ndjson') return text;
    throw new InvalidRequestError(`--format is csv or ndjson, not "${text}".`);
  }

  @Option({ flags: '--client <name>', description: 'requests of this client alone' })
  parseClient(text: string): string {
    return text;
  }

  @Option({
    flags: '--output <file>',
    description: 'a new file, readable by its owner alone (default: standard output)',
  })
  parseOutput(text: string): string {
    return text;
  }

  @Option({ flags: '--force', description: 'let the file take the place of one that is there' })
  parseForce(): boolean {
    return true;
  }

  private async clientIdOf(name: string): Promise<string> {
    const client = await this.clients.findByName(name);
    if (client === null) throw new InvalidRequestError(`There is no client "${name}"; see clients list.`);
    return client.id;
  }
}

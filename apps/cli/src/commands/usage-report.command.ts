import { Option, SubCommand } from 'nest-commander';
import { ClientService } from '@app/auth';
import { usdText } from '@app/common';
import type { UsageBreakdownRow, UsageBreakdownSort, UsageGrouping } from '@app/contracts';
import { UsageReports } from '@app/telemetry';
import { print, table, type OutputOptions } from '../output';
import { dayEndIn, dayStartIn } from './day-in-zone';
import { JsonCommand } from './json.command';
import { oneOf, wholeNumber } from './option-values';

interface ReportOptions extends OutputOptions {
  readonly from: string;
  readonly to?: string;
  readonly zone?: string;
  readonly by?: UsageGrouping;
  readonly sort?: UsageBreakdownSort;
  readonly limit?: number;
}

const HEADINGS = ['Requests', 'Failed', 'Prompt', 'Cached', 'Completion', 'Cost', 'Saved', 'Unpriced'];

@SubCommand({
  name: 'report',
  description: 'Sum up what was used in a range of days, by provider, model, client or group',
})
export class UsageReportCommand extends JsonCommand {
  override readonly example = 'usage report --from 2026-01-01 --to 2026-01-31 --by client --zone Asia/Kolkata';

  constructor(
    private readonly reports: UsageReports,
    private readonly clients: ClientService,
  ) {
    super();
  }

  async run(_: string[], options: ReportOptions): Promise<void> {
    const { from, to, zone = 'UTC', by = 'model', sort = 'cost', limit = 100 } = options;
    const range = { from: dayStartIn('--from', from, zone), to: dayEndIn('--to', to ?? from, zone), zone };
    const breakdown = await this.reports.breakdown({ range, filter: {}, by, sort, limit });
    const names = by === 'client' ? await this.clientNames() : new Map<string, string>();
    const rows = breakdown.rows.map((row) => ({ ...row, name: names.get(row.key) ?? row.key }));
    const more = breakdown.omitted === 0 ? '' : `\n${breakdown.omitted} more; see --limit.`;
    print({ ...breakdown, rows }, options, `${table([titleOf(by), ...HEADINGS], rows.map(cellsOf))}${more}`);
  }

  @Option({ flags: '--from <day>', description: 'first day, such as 2026-11-22', required: true })
  parseFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--to <day>', description: 'last day, counted too (default: the first one)' })
  parseTo(text: string): string {
    return text;
  }

  @Option({ flags: '--zone <name>', description: 'whose days are meant, e.g. Asia/Kolkata (default: UTC)' })
  parseZone(text: string): string {
    return text;
  }

  @Option({ flags: '--by <what>', description: 'provider, model (default), client or group' })
  parseBy(text: string): UsageGrouping {
    return oneOf('--by', text, ['provider', 'model', 'client', 'group']);
  }

  @Option({ flags: '--sort <what>', description: 'cost (default), requests, errors, tokens or latency' })
  parseSort(text: string): UsageBreakdownSort {
    return oneOf('--sort', text, ['cost', 'requests', 'errors', 'tokens', 'latency']);
  }

  @Option({ flags: '--limit <count>', description: 'rows, 100 by default' })
  parseLimit(text: string): number {
    return wholeNumber('--limit', text, 10_000);
  }

  private async clientNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.clients.list()).map(({ id, name }) => [id, name]));
  }
}

const titleOf = (by: string): string => `${by[0]?.toUpperCase() ?? ''}${by.slice(1)}`;

function cellsOf(row: UsageBreakdownRow & { readonly name: string }): string[] {
  const counts = [row.requests, row.failed, row.promptTokens, row.cachedTokens, row.completionTokens].map(String);
  const name = row.name === '' ? '(none)' : row.name;
  return [name, ...counts, `$${usdText(row.costNanoUsd)}`, `$${usdText(row.savedNanoUsd)}`, `${row.unpricedRequests}`];
}

import { Command, Option, SubCommand } from 'nest-commander';
import { RecountService, utcDayOf, type RecountedDay } from '@app/telemetry';
import { ExitCode } from '../exit-code';
import { print, table, type OutputOptions } from '../output';
import { ExportUsageCommand } from './export-usage.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';
import { UsageReportCommand } from './usage-report.command';

interface RecountOptions extends OutputOptions {
  readonly from: number;
  readonly to?: number;
  readonly repair?: boolean;
}

const STATES: Readonly<Record<RecountedDay['state'], string>> = {
  same: 'same',
  different: 'DIFFERENT',
  repaired: 'repaired',
  removed: 'rows removed',
};

@SubCommand({ name: 'recount', description: 'Compare the roll-ups of usage with the rows of the requests' })
export class RecountCommand extends JsonCommand {
  override readonly example = 'usage recount --from 2026-01-30 --to 2026-02-02';

  constructor(private readonly recounts: RecountService) {
    super();
  }

  async run(_: string[], { from, to = from, repair = false, ...options }: RecountOptions): Promise<void> {
    const days: RecountedDay[] = [];
    for await (const day of this.recounts.recount({ from, to, isRepairing: repair })) days.push(day);
    print(days, options, [dayTable(days), ...days.flatMap(differenceLines)].join('\n'));
    if (days.some(({ state }) => state === 'different')) process.exitCode = ExitCode.failed;
  }

  @Option({ flags: '--from <day>', description: 'first day in UTC, such as 2026-11-22', required: true })
  parseFrom(text: string): number {
    return this.dayOf(text);
  }

  @Option({ flags: '--to <day>', description: 'last day in UTC, counted too (default: the first one)' })
  parseTo(text: string): number {
    return this.dayOf(text);
  }

  @Option({ flags: '--repair', description: 'write the roll-ups of days that differ anew from their rows' })
  parseRepair(): boolean {
    return true;
  }

  private dayOf(text: string): number {
    return utcDayOf(text) ?? this.command.error(`error: "${text}" is no day; write it as 2026-11-22`);
  }
}

function dayTable(days: readonly RecountedDay[]): string {
  return table(
    ['Day', 'Requests', 'Buckets that differ', 'Result'],
    days.map(({ day, requests, differing, state }) => [day, `${requests}`, `${differing}`, STATES[state]]),
  );
}

function differenceLines({ differences }: RecountedDay): string[] {
  return differences.map(({ grain, bucket, dimension, entity, detail, outcome, isStream, counters }) => {
    const names = [dimension, entity, detail].filter((name) => name !== '').join(' ');
    const amounts = counters.map(({ counter, rows, rollUp }) => `${counter} ${rollUp} instead of ${rows}`);
    const start = new Date(bucket).toISOString();
    return `${grain} ${start} ${names} (${outcome}, ${isStream ? 'stream' : 'no stream'}): ${amounts.join(', ')}`;
  });
}

const VERBS = [UsageReportCommand, ExportUsageCommand, RecountCommand];

@Command({ name: 'usage', description: 'What was used', subCommands: VERBS })
export class UsageCommand extends ParentCommand {
  override readonly example = 'usage recount --from 2026-01-30';
}

export const USAGE_COMMANDS = [UsageCommand, ...VERBS];

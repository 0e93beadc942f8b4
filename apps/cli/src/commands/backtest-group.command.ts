import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError, usdText } from '@app/common';
import type { BacktestReport } from '@app/contracts/admin';
import { GroupBacktest } from '@app/gateway';
import { readGroups } from '@app/routing';
import { print, table, type OutputOptions } from '../output';
import { jsonFile } from '../routes/json-file';
import { JsonCommand } from './json.command';

const MAX_LIMIT = 10_000;

interface BacktestOptions extends OutputOptions {
  readonly draft?: string;
  readonly limit?: number;
}

@SubCommand({
  name: 'backtest',
  arguments: '<name>',
  description: 'Show where stored requests would have gone by a draft of the group, and at what cost',
})
export class BacktestGroupCommand extends JsonCommand {
  override readonly example = 'groups backtest heavy-logic --draft heavy-logic.json';

  constructor(private readonly backtests: GroupBacktest) {
    super();
  }

  async run([group = '']: string[], { draft: file, limit, ...options }: BacktestOptions): Promise<void> {
    const draft = file === undefined ? undefined : readGroups(await jsonFile(file)).find(({ name }) => name === group);
    if (file !== undefined && !draft) throw new InvalidRequestError(`"${file}" holds no group "${group}".`, 'draft');
    const report = await this.backtests.report({
      group,
      ...(draft && { draft }),
      ...(limit !== undefined && { limit }),
    });
    print(report, options, reportText(report));
  }

  @Option({
    flags: '--draft <file>',
    description: 'JSON of the group as it would be ("-": standard input; default: as it is saved)',
  })
  parseDraft(file: string): string {
    return file;
  }

  @Option({ flags: '--limit <count>', description: 'the newest decisions to look at (default: 1000)' })
  parseLimit(text: string): number {
    const limit = Number(text);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
      throw new InvalidRequestError(`--limit takes a whole number from 1 to ${MAX_LIMIT}.`);
    return limit;
  }
}

function reportText(report: BacktestReport): string {
  const { group, decisions, undecided, asThen, moved, moves, presentNanoUsd, draftNanoUsd, caveats } = report;
  if (decisions === 0) return `No stored request went by "${group}".`;
  const rows = moves.map(({ from, to, requests, differenceNanoUsd }) => [
    ...[from, to, String(requests), signed(differenceNanoUsd)],
  ]);
  return [
    `${decisions} requests: ${moved} would go elsewhere, ${undecided} cannot be decided, ${asThen} go now as they went then.`,
    `Cost: $${usdText(presentNanoUsd)} as it is, $${usdText(draftNanoUsd)} by the draft.`,
    ...caveats,
    ...(rows.length === 0 ? [] : ['', table(['From', 'To', 'Requests', 'Difference USD'], rows)]),
  ].join('\n');
}

function signed(nanoUsd: number): string {
  return nanoUsd < 0 ? `-${usdText(-nanoUsd)}` : `+${usdText(nanoUsd)}`;
}

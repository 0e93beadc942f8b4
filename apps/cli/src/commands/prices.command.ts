import { Command, Option, SubCommand } from 'nest-commander';
import { usdText } from '@app/common';
import { RepriceService, type RepriceReport } from '@app/gateway';
import { print, table, type OutputOptions } from '../output';
import { instantOf } from './instant-of';
import { JsonCommand } from './json.command';
import { ListPricesCommand, RemovePriceCommand } from './own-prices.command';
import { ParentCommand } from './parent.command';

interface RepriceOptions extends OutputOptions {
  readonly from: number;
  readonly to?: number;
  readonly dryRun?: boolean;
}

@SubCommand({
  name: 'reprice',
  description: 'Rate the ledger anew by the prices in force then, as they are known now; old prices are kept',
})
export class RepriceCommand extends JsonCommand {
  override readonly example = 'prices reprice --from 2026-01-01 --to 2026-02-01';

  constructor(private readonly repricing: RepriceService) {
    super();
  }

  async run(_: string[], { from, to = Date.now(), dryRun = false, ...options }: RepriceOptions): Promise<void> {
    const run = this.repricing.run({ from, to, isDryRun: dryRun });
    let step = await run.next();
    for (; !step.done; step = await run.next()) tellProgress(step.value);
    print(step.value, options, reportText(step.value));
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

  @Option({ flags: '--dry-run', description: 'show the difference and write nothing' })
  parseDryRun(): boolean {
    return true;
  }
}

function tellProgress({ examined, changed }: RepriceReport): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${examined} rows examined, ${changed} to change`);
}

function reportText({ runId, examined, changed, oldNanoUsd, newNanoUsd, models }: RepriceReport): string {
  const rows = models.map(({ model, rows: count, ...sums }) => [
    model,
    String(count),
    `$${usdText(sums.oldNanoUsd)}`,
    `$${usdText(sums.newNanoUsd)}`,
    `${sums.oldUnpriced} → ${sums.newUnpriced}`,
  ]);
  const verb = runId === null ? 'would change' : `changed (run ${runId})`;
  return [
    `${examined} rows examined, ${changed} ${verb}.`,
    `Cost of the range: $${usdText(oldNanoUsd)} before, $${usdText(newNanoUsd)} after.`,
    ...(rows.length === 0 ? [] : ['', table(['Model', 'Rows', 'Before', 'After', 'Unpriced'], rows)]),
  ].join('\n');
}

const VERBS = [ListPricesCommand, RemovePriceCommand, RepriceCommand];

@Command({ name: 'prices', description: 'What models cost', subCommands: VERBS })
export class PricesCommand extends ParentCommand {
  override readonly example = 'prices reprice --from 2026-01-01 --to 2026-02-01';
}

export const PRICE_COMMANDS = [PricesCommand, ...VERBS];

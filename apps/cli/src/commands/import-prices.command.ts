import { Option, SubCommand } from 'nest-commander';
import type { PriceFacts } from '@app/contracts';
import type { PriceImportPreview } from '@app/contracts/admin';
import { PriceImport } from '@app/gateway';
import { confirm } from '../confirm';
import { ExitCode } from '../exit-code';
import { operator } from '../operator';
import { print, table } from '../output';
import { textFile } from '../routes/json-file';
import { ratesText } from './model-rates';
import { YesCommand, type YesOptions } from './yes.command';

type ImportOptions = YesOptions & { readonly dryRun?: boolean };

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: 'Take over a list of your own prices (CSV, "-": standard input), all of it or nothing',
})
export class ImportPricesCommand extends YesCommand {
  override readonly example = 'models import prices.csv --dry-run';

  constructor(private readonly imports: PriceImport) {
    super();
  }

  async run([file = '']: string[], { dryRun = false, ...options }: ImportOptions): Promise<void> {
    const csv = await textFile(file);
    const preview = await this.imports.preview(csv);
    const { counts, digest } = preview;
    if (counts.refused > 0) process.exitCode = ExitCode.failed;
    const isNothing = counts.new + counts.changed === 0;
    if (dryRun || counts.refused > 0 || isNothing) {
      print(preview, options, `${text(preview)}${isNothing ? '' : '\nNothing was changed.'}`);
      return;
    }
    await confirm(`${text(preview)}\n`, options);
    print(await this.imports.run(operator(), csv, digest), options, text(preview));
  }

  @Option({ flags: '--dry-run', description: 'show what would change, and change nothing' })
  parseDryRun(): boolean {
    return true;
  }
}

function text({ rows, counts }: PriceImportPreview): string {
  const shown = rows
    .filter(({ action }) => action !== 'unchanged')
    .map(({ line, action, subject, before, after, problem }) => [
      ...[String(line), action, subject, problem ?? change(before, after)],
    ]);
  const sums = `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.refused} refused.`;
  return shown.length === 0 ? sums : `${table(['Line', 'What', 'Of', 'USD a million tokens'], shown)}\n${sums}`;
}

function change(before: PriceFacts | null, after: PriceFacts | null): string {
  return [before, after].flatMap((price) => (price ? [ratesText(price.rates)] : [])).join(' → ');
}

import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import { GroupCalibration, type CalibrationReport } from '@app/gateway';
import { promptOfText, type PromptView } from '@app/routing';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { textFile } from '../routes/json-file';
import { JsonCommand } from './json.command';

interface CalibrateOptions extends OutputOptions {
  readonly shares: readonly number[];
  readonly prompts?: string;
  readonly dryRun?: boolean;
}

@SubCommand({
  name: 'calibrate',
  arguments: '<name>',
  description: "Set a group's cuts so that each target gets the wanted share of prompts",
})
export class CalibrateGroupCommand extends JsonCommand {
  override readonly example = 'groups calibrate heavy-logic --shares 60,30,10';

  constructor(private readonly calibration: GroupCalibration) {
    super();
  }

  async run([group = '']: string[], { shares, prompts, dryRun = false, ...options }: CalibrateOptions): Promise<void> {
    const given = prompts === undefined ? {} : { prompts: promptsOf(await textFile(prompts)) };
    const report = await this.calibration.calibrate(operator(), { group, shares, isDryRun: dryRun, ...given });
    print(report, options, reportText(report, dryRun));
  }

  @Option({ flags: '--shares <list>', description: 'wanted share of each target, such as 60,30,10', required: true })
  parseShares(text: string): number[] {
    const shares = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    if (shares.some((share) => !Number.isFinite(share)))
      throw new InvalidRequestError(`--shares takes numbers such as 60,30,10, not "${text}".`);
    return shares;
  }

  @Option({
    flags: '--prompts <file>',
    description: 'one prompt a line, as text or as JSON with a field "prompt" (default: those of kept bodies)',
  })
  parsePrompts(file: string): string {
    return file;
  }

  @Option({ flags: '--dry-run', description: 'show the shares and save nothing' })
  parseDryRun(): boolean {
    return true;
  }
}

function promptsOf(text: string): PromptView[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => promptOfText(promptOfLine(line)));
}

function promptOfLine(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { prompt } = JSON.parse(line) as { prompt?: unknown };
    return typeof prompt === 'string' ? prompt : line;
  } catch {
    // A prompt may begin with a brace.
    return line;
  }
}

function reportText({ group, prompts, byKeyword, before, after, cuts }: CalibrationReport, isDryRun: boolean): string {
  const percent = (count: number | undefined): string => `${(((count ?? 0) / prompts) * 100).toFixed(1)} %`;
  const rows = group.targets.map((target, index) => [target, percent(before[index]), percent(after[index])]);
  return [
    `${prompts} prompts, ${byKeyword} of them decided by keywords. Cuts: ${cuts.join(', ')}${isDryRun ? ' (not saved)' : ''}.`,
    '',
    table(['Target', 'So far', 'From now on'], rows),
  ].join('\n');
}

import { styleText } from 'node:util';
import { Command, Option } from 'nest-commander';
import { readEnvironment } from '@app/config';
import { diagnose, type Finding } from '@app/gateway';
import { ExitCode } from '../exit-code';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';

const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

@Command({
  name: 'doctor',
  description: 'Look at the installation, and say what is wrong and how to mend it',
})
export class DoctorCommand extends JsonCommand {
  override readonly example = 'doctor --online';

  async run(_: string[], options?: OutputOptions & { readonly online?: boolean }): Promise<void> {
    const findings = await diagnose(readEnvironment(), { isOnline: options?.online === true });
    const isWell = findings.every(({ state }) => state !== 'fail');
    print({ isWell, findings }, options, findings.map(lineOf).join('\n'));
    if (!isWell) process.exitCode = ExitCode.failed;
  }

  @Option({ flags: '--online', description: 'ask the configured providers too; nothing that costs money' })
  parseOnline(): boolean {
    return true;
  }
}

function lineOf({ check, state, message, remedy }: Finding): string {
  const mark = styleText(COLOURS[state], state.padEnd(4), { stream: process.stdout });
  return `${mark}  ${check}: ${message}${remedy === null ? '' : `\n      → ${remedy}`}`;
}

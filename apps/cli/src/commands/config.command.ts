import { Command, Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import type { ConfigKind } from '@app/contracts/admin';
import { CONFIG_KINDS, Declarations, documentText } from '@app/gateway';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

@SubCommand({ name: 'export', description: 'Print the configuration as a file that `apply` takes; without keys' })
export class ExportConfigCommand extends JsonCommand {
  override readonly example = 'config export --kind group > groups.yaml';

  constructor(private readonly declarations: Declarations) {
    super();
  }

  async run(_: string[], options?: OutputOptions & { readonly kind?: ConfigKind }): Promise<void> {
    const document = await this.declarations.export(options?.kind && [options.kind]);
    print(document, options, documentText(document).replace(/\n$/u, ''));
  }

  @Option({ flags: '--kind <kind>', description: `only this: ${CONFIG_KINDS.join(', ')}` })
  parseKind(text: string): ConfigKind {
    const kind = CONFIG_KINDS.find((each) => each === text);
    if (!kind) throw new InvalidRequestError(`--kind takes one of ${CONFIG_KINDS.join(', ')}.`);
    return kind;
  }
}

@Command({ name: 'config', description: 'The configuration as a file', subCommands: [ExportConfigCommand] })
export class ConfigCommand extends ParentCommand {
  override readonly example = 'config export > gophergate.yaml';
}

export const CONFIG_COMMANDS = [ConfigCommand, ExportConfigCommand] as const;

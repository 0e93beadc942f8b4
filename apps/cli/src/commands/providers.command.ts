import { Command, SubCommand } from 'nest-commander';
import { ProviderRegistry } from '@app/providers';
import { print, table, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';

@SubCommand({ name: 'list', description: 'List providers and where their keys come from' })
export class ListProvidersCommand extends JsonCommand {
  override readonly example = 'providers list';

  constructor(private readonly registry: ProviderRegistry) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const providers = this.registry
      .list()
      .map(({ id, label, isConfigured, keySource, baseUrl, problem, enabledBy }) => ({
        id,
        label,
        isConfigured,
        keySource,
        baseUrl,
        problem: problem ?? null,
        enabledBy,
      }));
    const rows = providers.map(({ id, isConfigured, keySource, baseUrl, problem, enabledBy }) => [
      id,
      isConfigured ? 'yes' : `no (${problem ?? `set ${enabledBy}`})`,
      keySource,
      baseUrl,
    ]);
    print(providers, options, table(['Provider', 'Configured', 'Key from', 'Base URL'], rows));
  }
}

@Command({ name: 'providers', description: 'Vendors that answer requests', subCommands: [ListProvidersCommand] })
export class ProvidersCommand extends ParentCommand {
  override readonly example = 'providers list';
}

import { SubCommand } from 'nest-commander';
import { ProviderRegistry, ProviderSettingsService, type ProviderCheck } from '@app/providers';
import { ExitCode } from '../exit-code';
import { print, table, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';

@SubCommand({
  name: 'test',
  arguments: '[id]',
  description: 'Ask a provider, or all that are configured, something that costs nothing',
})
export class CheckProvidersCommand extends JsonCommand {
  override readonly example = 'providers test';

  constructor(
    private readonly registry: ProviderRegistry,
    private readonly settings: ProviderSettingsService,
  ) {
    super();
  }

  async run([id]: string[], options?: OutputOptions): Promise<void> {
    const ids = id === undefined ? this.configured() : [id];
    const checks = await Promise.all(ids.map(async (each) => ({ id: each, ...(await this.settings.check(each)) })));
    print(checks, options, table(['Provider', 'Result', 'Took'], checks.map(rowOf)));
    if (checks.some(({ isOk }) => !isOk)) process.exitCode = ExitCode.unreachable;
  }

  private configured(): string[] {
    return this.registry
      .list()
      .filter(({ isConfigured }) => isConfigured)
      .map(({ id }) => id);
  }
}

function rowOf({ id, isOk, problem, tookMs }: ProviderCheck & { readonly id: string }): string[] {
  return [id, isOk ? 'well' : (problem ?? 'failed'), `${tookMs} ms`];
}

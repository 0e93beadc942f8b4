import { Command, Option, SubCommand } from 'nest-commander';
import { ModelSync } from '@app/gateway';
import { ProviderRegistry, ProviderSettingsService } from '@app/providers';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { secretFromStdin } from '../secret-input';
import { CheckProvidersCommand } from './check-providers.command';
import { JsonCommand } from './json.command';
import { ParentCommand } from './parent.command';
import { providerText, shownProvider } from './provider-text';
import { SetProviderCommand } from './set-provider.command';

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

@SubCommand({
  name: 'key',
  arguments: '<id>',
  description: 'Store the key of a provider, which comes on standard input',
})
export class ProviderKeyCommand extends JsonCommand {
  override readonly example = 'providers key openai --clear';

  constructor(private readonly settings: ProviderSettingsService) {
    super();
  }

  async run([id = '']: string[], { clear = false, ...options }: OutputOptions & { clear?: boolean }): Promise<void> {
    // Before anything is waited for: a wrong name needs no key.
    const { version: expectedVersion } = await this.settings.find(id);
    const apiKey = clear ? null : await secretFromStdin(`the key of ${id}`);
    const stored = await this.settings.update(operator(), id, { apiKey }, { expectedVersion });
    const text = clear ? `No key of ${id} is stored any more.` : `The key of ${id} is stored, encrypted.`;
    print(shownProvider(stored), options, text);
  }

  @Option({ flags: '--clear', description: 'forget the stored key; one in the environment counts again' })
  parseClear(): boolean {
    return true;
  }
}

@SubCommand({
  name: 'show',
  arguments: '<id>',
  description: 'Show what is stored for a provider; the rest is as configured',
})
export class ShowProviderCommand extends JsonCommand {
  override readonly example = 'providers show openai';

  constructor(private readonly settings: ProviderSettingsService) {
    super();
  }

  async run([id = '']: string[], options?: OutputOptions): Promise<void> {
    const stored = await this.settings.find(id);
    print(shownProvider(stored), options, providerText(stored));
  }
}

@SubCommand({
  name: 'sync',
  arguments: '<id>',
  description: "List the models that a provider's own server offers now; a running gateway looks every minute",
})
export class SyncProviderCommand extends JsonCommand {
  override readonly example = 'providers sync openai';

  constructor(private readonly models: ModelSync) {
    super();
  }

  async run([id = '']: string[], options?: OutputOptions): Promise<void> {
    const found = await this.models.sync(id);
    print(
      found,
      options,
      table(
        ['Model'],
        found.models.map((model) => [model]),
      ),
    );
  }
}

const VERBS = [
  ListProvidersCommand,
  ShowProviderCommand,
  CheckProvidersCommand,
  SetProviderCommand,
  ProviderKeyCommand,
  SyncProviderCommand,
];

@Command({ name: 'providers', description: 'Vendors that answer requests', subCommands: VERBS })
export class ProvidersCommand extends ParentCommand {
  override readonly example = 'providers list';
}

export const PROVIDER_COMMANDS = [ProvidersCommand, ...VERBS];

import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import { ProviderSettingsService } from '@app/providers';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { NONE, oneOf, type None } from './option-values';
import { providerText, shownProvider } from './provider-text';
import { changedTuning, TuningCommand, type TuningOptions } from './provider-tuning.options';

interface SetOptions extends OutputOptions, TuningOptions {
  readonly enabled?: 'yes' | 'no' | None;
  readonly baseUrl?: string;
}

@SubCommand({
  name: 'set',
  arguments: '<id>',
  description: 'Change settings of a provider, in force within a second; "none" goes back to the configuration',
})
export class SetProviderCommand extends TuningCommand {
  override readonly example = 'providers set openai --enabled no';

  constructor(private readonly settings: ProviderSettingsService) {
    super();
  }

  async run([id = '']: string[], { json, enabled, baseUrl, ...tuning }: SetOptions): Promise<void> {
    const { version: expectedVersion, tuning: before } = await this.settings.find(id);
    if (enabled === undefined && baseUrl === undefined && Object.keys(tuning).length === 0)
      throw new InvalidRequestError('Name what to change; see providers set --help.');
    const change = {
      ...(enabled !== undefined && { isEnabled: enabled === NONE ? null : enabled === 'yes' }),
      ...(baseUrl !== undefined && { baseUrl: baseUrl === NONE ? null : baseUrl }),
      tuning: changedTuning(before, tuning),
    };
    const stored = await this.settings.update(operator(), id, change, { expectedVersion });
    print(shownProvider(stored), { ...(json && { json }) }, providerText(stored));
  }

  @Option({
    flags: '--enabled <yes|no>',
    description: 'whether it is asked at all; breakers are opened in the dashboard',
  })
  parseEnabled(text: string): 'yes' | 'no' | None {
    return oneOf('--enabled', text, ['yes', 'no', NONE]);
  }

  @Option({ flags: '--base-url <url>', description: 'where it is reached' })
  parseBaseUrl(text: string): string {
    return text;
  }
}

import { Injectable } from '@nestjs/common';
import { Command, Option, SubCommand } from 'nest-commander';
import type { ModelView } from '@app/contracts/admin';
import { ModelViews, OverrideEditor } from '@app/gateway';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { ApplyModelsCommand, PlanModelsCommand } from './declarations.command';
import { ImportPricesCommand } from './import-prices.command';
import { JsonCommand } from './json.command';
import { ModelPriceCommand, ModelPromoCommand } from './model-price.command';
import { ratesText } from './model-rates';
import { ParentCommand } from './parent.command';

interface ListOptions extends OutputOptions {
  readonly provider?: string;
  readonly unpriced?: boolean;
}

@SubCommand({ name: 'list', description: 'List models with what a million tokens cost now' })
export class ListModelsCommand extends JsonCommand {
  override readonly example = 'models list --unpriced';

  constructor(private readonly models: ModelViews) {
    super();
  }

  async run(_: string[], { provider, unpriced = false, ...options }: ListOptions): Promise<void> {
    const all = await this.models.list();
    const models = all.filter(
      ({ providerId, priceState }) =>
        (provider === undefined || providerId === provider) && (!unpriced || priceState === 'unpriced'),
    );
    print(models, options, table(['Model', 'Enabled', 'State', 'Price', 'USD a million tokens'], models.map(rowOf)));
  }

  @Option({ flags: '--provider <id>', description: 'models of this provider alone' })
  parseProvider(id: string): string {
    return id;
  }

  @Option({ flags: '--unpriced', description: 'models without a price alone' })
  parseUnpriced(): boolean {
    return true;
  }
}

function rowOf({ id, isEnabled, lifecycle, priceState, isOwnPrice, price }: ModelView): string[] {
  const state = isOwnPrice ? `${priceState} (own)` : priceState;
  return [id, isEnabled ? 'yes' : 'no', lifecycle, state, price ? ratesText(price.rates) : ''];
}

/** Switches one model. */
@Injectable()
abstract class SwitchModelCommand extends JsonCommand {
  constructor(
    private readonly models: ModelViews,
    private readonly editor: OverrideEditor,
  ) {
    super();
  }

  protected async switch(id: string, isEnabled: boolean | null, options: OutputOptions | undefined): Promise<void> {
    const [providerId = '', ...name] = id.split('/');
    const { model, version: expectedVersion } = await this.models.find(providerId, name.join('/'));
    await this.editor.setEnabled(operator(), { providerId, model }, isEnabled, { expectedVersion });
    const view = await this.models.find(providerId, model);
    print(view, options, `${view.id} is switched ${view.isEnabled ? 'on' : 'off'}.`);
  }
}

@SubCommand({ name: 'enable', arguments: '<provider/model>', description: 'Switch a model on' })
export class EnableModelCommand extends SwitchModelCommand {
  override readonly example = 'models enable openai/gpt-5.4-mini';

  run([id = '']: string[], options?: OutputOptions): Promise<void> {
    return this.switch(id, true, options);
  }
}

@SubCommand({
  name: 'disable',
  arguments: '<provider/model>',
  description: 'Switch a model off, so that nothing leads to it',
})
export class DisableModelCommand extends SwitchModelCommand {
  override readonly example = 'models disable openai/gpt-5.4-mini';

  run([id = '']: string[], options?: OutputOptions): Promise<void> {
    return this.switch(id, false, options);
  }
}

const VERBS = [
  ListModelsCommand,
  EnableModelCommand,
  DisableModelCommand,
  ModelPriceCommand,
  ModelPromoCommand,
  ImportPricesCommand,
  PlanModelsCommand,
  ApplyModelsCommand,
];

@Command({ name: 'models', description: 'The catalogue', subCommands: VERBS })
export class ModelsCommand extends ParentCommand {
  override readonly example = 'models list';
}

export const MODEL_COMMANDS = [ModelsCommand, ...VERBS];

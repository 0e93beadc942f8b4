import { SubCommand } from 'nest-commander';
import { OverrideEditor } from '@app/gateway';
import { confirm } from '../confirm';
import { operator } from '../operator';
import { print, table, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { ratesText } from './model-rates';
import { YesCommand, type YesOptions } from './yes.command';

@SubCommand({ name: 'list', description: 'List your own prices, the oldest first; the newest that is valid counts' })
export class ListPricesCommand extends JsonCommand {
  override readonly example = 'prices list';

  constructor(private readonly editor: OverrideEditor) {
    super();
  }

  async run(_: string[], options?: OutputOptions): Promise<void> {
    const prices = await this.editor.listPrices();
    const rows = prices.map(({ id, subject, price, updatedBy }) => [
      ...[id, subject, ratesText(price.rates), price.label],
      ...[price.validFrom ?? 'always', price.validTo ?? 'for ever', updatedBy],
    ]);
    const headings = ['Id', 'Of', 'USD a million tokens', 'Label', 'From', 'To', 'By'];
    print(prices, options, table(headings, rows));
  }
}

@SubCommand({ name: 'remove', arguments: '<id>', description: 'Remove a price; what was booked at it stays as it is' })
export class RemovePriceCommand extends YesCommand {
  override readonly example = 'prices remove 019ab2c4-5d10-7c44-9a51-0d6f3f0c2b11 --yes';

  constructor(private readonly editor: OverrideEditor) {
    super();
  }

  async run([id = '']: string[], options?: YesOptions): Promise<void> {
    const { subject, version: expectedVersion } = await this.editor.findPrice(id);
    await confirm(`The price of ${subject} is gone for good.`, options);
    await this.editor.removePrice(operator(), id, { expectedVersion });
    print({ removed: id }, options, `Removed the price of ${subject}.`);
  }
}

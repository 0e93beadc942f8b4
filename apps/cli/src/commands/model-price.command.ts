import { Option, SubCommand } from 'nest-commander';
import { InvalidRequestError } from '@app/common';
import { ModelViews, OverrideEditor } from '@app/gateway';
import { operator } from '../operator';
import { print, type OutputOptions } from '../output';
import { JsonCommand } from './json.command';
import { picoUsdOf, ratesText } from './model-rates';
import { wholeNumber } from './option-values';

interface PriceOptions extends OutputOptions {
  readonly input?: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
  readonly output?: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly label?: string;
  readonly clear?: boolean;
}

@SubCommand({
  name: 'price',
  arguments: '<provider/model>',
  description: 'Give a model a price in USD a million tokens, or take your own prices away with --clear',
})
export class ModelPriceCommand extends JsonCommand {
  override readonly example = 'models price openai/gpt-5.4-mini --input 0.75 --cached-input 0.075 --output 4.5';

  constructor(private readonly editor: OverrideEditor) {
    super();
  }

  async run([subject = '']: string[], options: PriceOptions): Promise<void> {
    if (options.clear) return this.clear(subject, options);
    const { input, cachedInput = null, cacheWrite = null, output = null, validFrom, validTo, label } = options;
    if (input === undefined) throw new InvalidRequestError('Give --input, or --clear.');
    const price = {
      rates: { input, cachedInput, cacheWrite, output },
      ...(label !== undefined && { label }),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
    };
    const stored = await this.editor.addPrice(operator(), { subjectKind: 'model', subject, price });
    print(
      stored,
      options,
      `${subject} costs ${ratesText(stored.price.rates)} USD a million tokens (price ${stored.id}).`,
    );
  }

  private async clear(subject: string, options: PriceOptions): Promise<void> {
    const prices = (await this.editor.listPrices()).filter(
      (price) => price.subjectKind === 'model' && price.subject === subject,
    );
    for (const { id, version: expectedVersion } of prices)
      await this.editor.removePrice(operator(), id, { expectedVersion });
    const removed = prices.map(({ id }) => id);
    print({ removed }, options, `${removed.length} prices of your own removed; the catalogue's count again.`);
  }

  @Option({ flags: '--input <usd>', description: 'fresh input, e.g. 0.75' })
  parseInput(text: string): number {
    return picoUsdOf('--input', text);
  }

  @Option({ flags: '--cached-input <usd>', description: 'input read from a cache (default: as fresh input)' })
  parseCachedInput(text: string): number {
    return picoUsdOf('--cached-input', text);
  }

  @Option({ flags: '--cache-write <usd>', description: 'input written to a cache (default: as fresh input)' })
  parseCacheWrite(text: string): number {
    return picoUsdOf('--cache-write', text);
  }

  @Option({ flags: '--output <usd>', description: 'output' })
  parseOutput(text: string): number {
    return picoUsdOf('--output', text);
  }

  @Option({ flags: '--valid-from <time>', description: 'from then on, e.g. 2026-11-01 (default: always)' })
  parseValidFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--valid-to <time>', description: 'until then; a day is counted too (default: for ever)' })
  parseValidTo(text: string): string {
    return text;
  }

  @Option({ flags: '--label <text>', description: 'what the price is called' })
  parseLabel(text: string): string {
    return text;
  }

  @Option({ flags: '--clear', description: 'remove your own prices of the model' })
  parseClear(): boolean {
    return true;
  }
}

interface PromoOptions extends OutputOptions {
  readonly percentOff: number;
  readonly from: string;
  readonly to: string;
}

@SubCommand({
  name: 'promo',
  arguments: '<provider/model>',
  description: 'Take a share off the price that a model has now, for a time',
})
export class ModelPromoCommand extends JsonCommand {
  override readonly example = 'models promo openai/gpt-5.4-mini --percent-off 50 --from 2026-12-01 --to 2026-12-31';

  constructor(
    private readonly models: ModelViews,
    private readonly editor: OverrideEditor,
  ) {
    super();
  }

  async run([subject = '']: string[], { percentOff, from, to, ...options }: PromoOptions): Promise<void> {
    const [providerId = '', ...name] = subject.split('/');
    const { price: present } = await this.models.find(providerId, name.join('/'));
    if (!present) throw new InvalidRequestError(`${subject} has no price to take a share off; see models price.`);
    const { id: _, isUnverified: __, ...row } = present;
    const price = { ...row, label: `${percentOff} % off`, promo: { percentOff, from, to } };
    const stored = await this.editor.addPrice(operator(), { subjectKind: 'model', subject, price });
    print(stored, options, `${subject} costs ${percentOff} % less from ${from} to ${to} (price ${stored.id}).`);
  }

  @Option({ flags: '--percent-off <percent>', description: 'whole percent, 1 to 100', required: true })
  parsePercentOff(text: string): number {
    return wholeNumber('--percent-off', text, 100);
  }

  @Option({ flags: '--from <time>', description: 'first moment, e.g. 2026-12-01 (UTC)', required: true })
  parseFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--to <time>', description: 'the end; a day is counted too', required: true })
  parseTo(text: string): string {
    return text;
  }
}

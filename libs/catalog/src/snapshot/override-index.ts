import type { ModelOverride, PriceFacts, PriceOverride } from '@app/contracts';
import { readPriceFacts } from '../facts/read-model-facts';
import { InvalidCatalogError } from '../invalid-catalog.error';
import type { PriceBook } from './catalog-entry';

interface NameOverrides {
  isEnabled?: boolean;
  readonly prices: PriceFacts[];
}

/** What the operator said, by provider and model name as written; one override may use any name of a model. */
export class OverrideIndex {
  private readonly byProvider = new Map<string, Map<string, NameOverrides>>();
  private readonly groups = new Map<string, PriceFacts[]>();

  constructor(
    modelOverrides: readonly ModelOverride[],
    priceOverrides: readonly PriceOverride[],
    private readonly prefixes: ReadonlyMap<string, string>,
  ) {
    for (const { providerId, model, isEnabled } of modelOverrides) {
      if (isEnabled !== null) this.at(providerId, model).isEnabled = isEnabled;
    }
    for (const override of priceOverrides) this.addPrice(override);
  }

  namesOf(providerId: string): Iterable<string> {
    return this.byProvider.get(providerId)?.keys() ?? [];
  }

  isEnabled(providerId: string, names: readonly string[]): boolean | undefined {
    return this.matching(providerId, names).findLast(({ isEnabled }) => isEnabled !== undefined)?.isEnabled;
  }

  pricesOf(providerId: string, names: readonly string[]): readonly PriceFacts[] {
    return this.matching(providerId, names).flatMap(({ prices }) => prices);
  }

  groupBooks(): ReadonlyMap<string, PriceBook> {
    const books = new Map<string, PriceBook>();
    for (const [subject, rows] of this.groups) books.set(subject, { subject, layers: [rows], imagePrices: null });
    return books;
  }

  private addPrice({ id, subjectKind, subject, price }: PriceOverride): void {
    const where = `price override "${id}" of ${subjectKind} "${subject}"`;
    const row = readPriceFacts(price, where);
    if (subjectKind === 'group') {
      const rows = this.groups.get(subject);
      if (rows) rows.push(row);
      else this.groups.set(subject, [row]);
      return;
    }
    const slash = subject.indexOf('/');
    if (slash < 1 || slash === subject.length - 1) {
      throw new InvalidCatalogError(`${where}: the subject must be "provider/model"`);
    }
    // A provider that is no longer built in leaves its overrides behind: they speak of nothing and do no harm.
    const providerId = this.prefixes.get(subject.slice(0, slash));
    if (providerId !== undefined) this.at(providerId, subject.slice(slash + 1)).prices.push(row);
  }

  private matching(providerId: string, names: readonly string[]): NameOverrides[] {
    const byName = this.byProvider.get(providerId);
    return names.map((name) => byName?.get(name)).filter((overrides) => overrides !== undefined);
  }

  private at(providerId: string, model: string): NameOverrides {
    const byName = this.byProvider.get(providerId) ?? new Map<string, NameOverrides>();
    this.byProvider.set(providerId, byName);
    const overrides = byName.get(model) ?? { prices: [] };
    byName.set(model, overrides);
    return overrides;
  }
}

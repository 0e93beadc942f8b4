import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InvalidCatalogError, ModelCatalogService } from '@app/catalog';
import { Clock, InvalidRequestError, uuidV7 } from '@app/common';
import type { Actor, AuditedChange, StoredPriceOverride } from '@app/contracts';
import type { PriceImportPreview, PriceImportRow } from '@app/contracts/admin';
import { ControlChanges, OverrideRepository, type ControlTransaction } from '@app/persistence';
import { CatalogOverridesService } from '../catalog/catalog-overrides.service';
import { priceEntry } from '../catalog/price-entry';
import { isSayable } from './price-columns';
import { PriceListChangedError, RefusedPricesError } from './price-import.errors';
import { keyOf, priceLines, type PriceLine } from './price-lines';

/** A list of this size has tens of thousands of lines. */
const MAX_CHARS = 2_000_000;

/** Takes over a list of prices: all of it or nothing, and only what differs. */
@Injectable()
export class PriceImport {
  constructor(
    private readonly repository: OverrideRepository,
    private readonly changes: ControlChanges,
    private readonly catalog: ModelCatalogService,
    private readonly overrides: CatalogOverridesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What would come of it; nothing is changed. @throws InvalidRequestError where it is no list of prices */
  async preview(csv: string): Promise<PriceImportPreview> {
    return this.compare(linesOf(csv), await this.repository.listPrices());
  }

  /** @throws InvalidRequestError, RefusedPricesError naming lines, PriceListChangedError */
  async run(actor: Actor, csv: string, expectedDigest?: string): Promise<PriceImportPreview> {
    const lines = linesOf(csv);
    const done = await this.changes.make(actor, async (transaction) => {
      const stored = await this.repository.listPrices(transaction);
      const preview = this.compare(lines, stored);
      const refused = preview.rows.filter(({ action }) => action === 'refused');
      if (refused.length > 0) throw new RefusedPricesError(refused);
      if (expectedDigest !== undefined && expectedDigest !== preview.digest) throw new PriceListChangedError();
      return { result: preview, audit: await this.write(transaction, actor, preview.rows, stored) };
    });
    await this.overrides.reload();
    return done;
  }

  private async write(
    transaction: ControlTransaction,
    actor: Actor,
    rows: readonly PriceImportRow[],
    stored: readonly StoredPriceOverride[],
  ): Promise<AuditedChange[]> {
    const audit: AuditedChange[] = [];
    for (const { action, subjectKind, subject, before, after } of rows) {
      if (after === null || action === 'unchanged') continue;
      const known = stored.find(({ price }) => price.id === before?.id);
      const price = { ...after, id: before?.id ?? `${subject}#own-${randomBytes(4).toString('hex')}` };
      // Later prices win, so ids have to rise in the order of the list.
      const id = known?.id ?? uuidV7(this.clock.now() + audit.length);
      const override = { id, subjectKind, subject, price };
      const author = { version: known?.version ?? 0, managedBy: null, updatedBy: actor.name };
      await this.repository.savePrice(transaction, { ...override, ...author });
      audit.push(priceEntry(known ? 'price.update' : 'price.create', known ?? null, override));
    }
    await this.check(transaction);
    return audit;
  }

  private async check(transaction: ControlTransaction): Promise<void> {
    const prices = await this.repository.listPrices(transaction);
    const models = await this.repository.listModels(transaction);
    try {
      this.catalog.check({ models, prices });
    } catch (error) {
      if (!(error instanceof InvalidCatalogError)) throw error;
      throw new InvalidRequestError(`${error.message}.`, 'csv', 'invalid_price', { cause: error });
    }
  }

  private compare(lines: readonly PriceLine[], stored: readonly StoredPriceOverride[]): PriceImportPreview {
    const rows = lines.map((line) => this.rowOf(line, stored));
    const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
    for (const { action } of rows) counts[action] += 1;
    const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    return { rows, counts, digest };
  }

  private rowOf(line: PriceLine, stored: readonly StoredPriceOverride[]): PriceImportRow {
    const { subjectKind, subject, price } = line;
    const known = stored.find(
      (own) => own.subjectKind === subjectKind && own.subject === subject && price && keyOf(own.price) === keyOf(price),
    );
    const before = known?.price ?? null;
    const base = { line: line.line, subjectKind, subject, before };
    const problem = line.problem ?? this.problemOf(line, known);
    if (problem !== null || price === null) return { ...base, action: 'refused', after: null, problem };
    const after = { ...price, id: before?.id ?? 'new' };
    const isSame = before !== null && canonical(before) === canonical(after);
    return { ...base, action: before === null ? 'new' : isSame ? 'unchanged' : 'changed', after, problem: null };
  }

  private problemOf({ subjectKind, subject }: PriceLine, known: StoredPriceOverride | undefined): string | null {
    const isModel = subject.endsWith('/*') || (subject.includes('/') && this.catalog.snapshot().resolve(subject));
    if (subjectKind === 'model' && !isModel)
      return `"${subject.slice(0, 200)}" names no model; write provider/model, or "group" in the column kind`;
    if (known?.managedBy != null) return `its price is declared in "${known.managedBy}": change it there`;
    if (known && !isSayable(known.price))
      return 'its price has tiers, windows or promos, which a list cannot say: change it by itself, or give it another label';
    return null;
  }
}

function linesOf(csv: string): PriceLine[] {
  if (csv.length > MAX_CHARS)
    throw new InvalidRequestError(`A list may have ${MAX_CHARS} characters; send it in parts.`, 'csv');
  return priceLines(csv);
}

/** The same price however its fields are ordered. */
function canonical(price: object): string {
  const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => a.localeCompare(b))
            .map(([name, inner]) => [name, sorted(inner)]),
        )
      : value;
  return JSON.stringify(sorted(price));
}

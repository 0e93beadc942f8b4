import type { RequestRecord } from '@app/contracts';
import type { Repricing } from '@app/persistence';

/** What one model's rows came to before and after. */
export interface RepricedModel {
  /** `provider/model`. */
  readonly model: string;
  readonly rows: number;
  readonly oldNanoUsd: number;
  readonly newNanoUsd: number;
  /** Rows without a price before and after. */
  readonly oldUnpriced: number;
  readonly newUnpriced: number;
}

export interface RepriceReport {
  /** Names the run in the ledger's list of earlier prices; null: nothing was written. */
  readonly runId: string | null;
  readonly examined: number;
  readonly changed: number;
  readonly oldNanoUsd: number;
  readonly newNanoUsd: number;
  /** Of the rows that changed, the greatest difference first. */
  readonly models: readonly RepricedModel[];
}

type Sums = { -readonly [Key in keyof RepricedModel]: RepricedModel[Key] };

/** Adds up what a run finds. */
export class RepriceTotals {
  private examined = 0;
  private changed = 0;
  private oldNanoUsd = 0;
  private newNanoUsd = 0;
  private readonly models = new Map<string, Sums>();

  constructor(private readonly runId: string | null) {}

  add(records: readonly RequestRecord[], changes: readonly Repricing[]): void {
    this.examined += records.length;
    for (const { costNanoUsd } of records) {
      this.oldNanoUsd += costNanoUsd ?? 0;
      this.newNanoUsd += costNanoUsd ?? 0;
    }
    for (const change of changes) this.note(change);
  }

  report(): RepriceReport {
    const { runId, examined, changed, oldNanoUsd, newNanoUsd } = this;
    const models = [...this.models.values()].map((sums) => ({ ...sums }));
    models.sort((a, b) => differenceOf(b) - differenceOf(a));
    return { runId, examined, changed, oldNanoUsd, newNanoUsd, models };
  }

  private note({ record, to }: Repricing): void {
    const model = `${record.providerId ?? ''}/${record.servedModel ?? record.sentModel ?? ''}`;
    const sums = this.models.get(model) ?? none(model);
    this.models.set(model, sums);
    this.changed += 1;
    this.newNanoUsd += (to.costNanoUsd ?? 0) - (record.costNanoUsd ?? 0);
    sums.rows += 1;
    sums.oldNanoUsd += record.costNanoUsd ?? 0;
    sums.newNanoUsd += to.costNanoUsd ?? 0;
    sums.oldUnpriced += record.costState === 'unpriced' ? 1 : 0;
    sums.newUnpriced += to.costState === 'unpriced' ? 1 : 0;
  }
}

const none = (model: string): Sums => ({
  model,
  rows: 0,
  oldNanoUsd: 0,
  newNanoUsd: 0,
  oldUnpriced: 0,
  newUnpriced: 0,
});

const differenceOf = ({ oldNanoUsd, newNanoUsd }: RepricedModel): number => Math.abs(newNanoUsd - oldNanoUsd);

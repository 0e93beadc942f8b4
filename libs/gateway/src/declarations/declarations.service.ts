import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@app/common';
import type { Actor, AuditedChange } from '@app/contracts';
import type { ConfigDocument, ConfigImportView, ConfigKeyView, ConfigKind, ConfigPlanView } from '@app/contracts/admin';
import { ControlChanges, type ControlTransaction } from '@app/persistence';
import { planOf, planView, type PlannedChange } from './config-plan';
import { PlanChangedError } from './declaration.errors';
import type { ChangeScope, DeclaredKind, OpenKind } from './declared-kind';
import { DeclaredKinds } from './declared-kinds';
import type { ReadDocument } from './document-schema';

/** How a document is taken. */
export interface DeclarationOptions {
  /** The file that owns what it declares from then on; null for an import, which owns nothing. */
  readonly file?: string | null;
  readonly isPruning?: boolean;
  /** Only these; what else the document says is left alone. */
  readonly kinds?: readonly ConfigKind[] | undefined;
  /** Value of an environment variable; left out: documents may not ask for any. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
  /** Nothing is changed if the plan has another digest. */
  readonly expectedPlan?: string | undefined;
}

interface Step extends PlannedChange {
  readonly open: OpenKind;
}

/** Brings the database to what a document says: all of it in one transaction, or nothing. */
@Injectable()
export class Declarations {
  constructor(
    private readonly changes: ControlChanges,
    private readonly all: DeclaredKinds,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What `apply` would do now; nothing is done. @throws InvalidDocumentError, ManagedByFileError */
  plan(actor: Actor, document: ReadDocument, options: DeclarationOptions = {}): Promise<ConfigPlanView> {
    return this.changes.make(actor, async (transaction) => {
      const { view } = await this.prepare(transaction, document, this.scope(actor, options, []), options);
      return { result: view, audit: [] };
    });
  }

  /** Plans anew inside its transaction, so what is done is right for what is there then. @throws as `plan`, PlanChangedError */
  async apply(actor: Actor, document: ReadDocument, options: DeclarationOptions = {}): Promise<ConfigImportView> {
    const keys: ConfigKeyView[] = [];
    const plan = await this.changes.make(actor, async (transaction) => {
      const { steps, view } = await this.prepare(transaction, document, this.scope(actor, options, keys), options);
      if (options.expectedPlan !== undefined && options.expectedPlan !== view.digest) throw new PlanChangedError();
      const audit: AuditedChange[] = [];
      for (const { open, shown, change } of steps) audit.push(await open.write(shown.name, change));
      return { result: view, audit };
    });
    if (plan.changes.length > 0) for (const kind of this.all.kinds) await kind.reload();
    return { plan, keys };
  }

  /** All that differs from an installation nobody has touched, without a secret. */
  async export(kinds?: readonly ConfigKind[]): Promise<ConfigDocument> {
    const parts = await Promise.all(this.chosen(kinds).map((kind) => kind.exported()));
    return Object.assign({ version: 1 as const }, ...parts) as ConfigDocument;
  }

  private async prepare(
    transaction: ControlTransaction,
    document: ReadDocument,
    scope: ChangeScope,
    { file = null, isPruning = false, kinds }: DeclarationOptions,
  ): Promise<{ readonly steps: readonly Step[]; readonly view: ConfigPlanView }> {
    const steps: Step[] = [];
    let unchanged = 0;
    for (const kind of this.chosen(kinds)) {
      const open = await kind.open(transaction, document, scope);
      const planned = planOf(kind, open, { file, isPruning });
      steps.push(...planned.changes.map((change) => ({ ...change, open })));
      unchanged += planned.unchanged;
    }
    return { steps, view: planView(steps, unchanged) };
  }

  private chosen(kinds?: readonly ConfigKind[]): readonly DeclaredKind[] {
    return this.all.kinds.filter(({ kind }) => kinds?.includes(kind) ?? true);
  }

  private scope(actor: Actor, { file = null, variable }: DeclarationOptions, keys: ConfigKeyView[]): ChangeScope {
    const issued = (client: string, key: string): void => void keys.push({ client, key });
    return { actor, now: this.clock.now(), file, variable, issued };
  }
}

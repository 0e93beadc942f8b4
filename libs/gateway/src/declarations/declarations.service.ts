import { Inject, Injectable, Logger } from '@nestjs/common';
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

interface Prepared {
  readonly opened: readonly { readonly open: OpenKind; readonly changes: readonly PlannedChange[] }[];
  readonly view: ConfigPlanView;
}

/** Carries a plan out of a transaction that is taken back. */
class Rehearsed extends Error {
  constructor(readonly view: ConfigPlanView) {
    super('rehearsed');
  }
}

const SECTIONS = {
  ...{ group: 'groups', model: 'models', price: 'prices', provider: 'providers', client: 'clients' },
} as const satisfies Record<ConfigKind, keyof ReadDocument>;

/** Brings the database to what a document says: all of it in one transaction, or nothing. */
@Injectable()
export class Declarations {
  private readonly logger = new Logger(Declarations.name);

  constructor(
    private readonly changes: ControlChanges,
    private readonly all: DeclaredKinds,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What `apply` would do now: it is done and taken back, so that whatever `apply` refuses is refused. @throws as `apply` */
  async plan(actor: Actor, document: ReadDocument, options: DeclarationOptions = {}): Promise<ConfigPlanView> {
    const rehearsal = this.changes.make<ConfigPlanView>(actor, async (transaction) => {
      const prepared = await this.prepare(transaction, document, this.scope(actor, options, []), options);
      await carryOut(prepared);
      throw new Rehearsed(prepared.view);
    });
    return rehearsal.catch((error: unknown) => {
      if (error instanceof Rehearsed) return error.view;
      throw error;
    });
  }

  /** Plans anew inside its transaction, so what is done is right for what is there then. @throws InvalidDocumentError, ManagedByFileError, PlanChangedError */
  async apply(actor: Actor, document: ReadDocument, options: DeclarationOptions = {}): Promise<ConfigImportView> {
    const keys: ConfigKeyView[] = [];
    const plan = await this.changes.make(actor, async (transaction) => {
      const prepared = await this.prepare(transaction, document, this.scope(actor, options, keys), options);
      const { view } = prepared;
      if (options.expectedPlan !== undefined && options.expectedPlan !== view.digest) throw new PlanChangedError();
      return { result: view, audit: await carryOut(prepared) };
    });
    await this.reload(plan);
    return { plan, keys };
  }

  /** What is stored of these kinds, or of all, as a document; no key and no owner is in it. */
  async export(kinds?: readonly ConfigKind[]): Promise<ConfigDocument> {
    const parts = await Promise.all(this.chosen(kinds).map((kind) => kind.exported()));
    return Object.assign({ version: 1 as const }, ...parts) as ConfigDocument;
  }

  private async prepare(
    transaction: ControlTransaction,
    document: ReadDocument,
    scope: ChangeScope,
    { file = null, isPruning = false, kinds }: DeclarationOptions,
  ): Promise<Prepared> {
    const chosen = this.chosen(kinds);
    // A section that is left alone must not vouch for a name in another one either.
    const sections = chosen.map(({ kind }) => SECTIONS[kind]).map((section) => [section, document[section]] as const);
    const narrowed: ReadDocument = { version: 1, ...Object.fromEntries(sections) };
    const planned = [];
    for (const kind of chosen) {
      const open = await kind.open(transaction, narrowed, scope);
      planned.push({ open, ...planOf(kind, open, { file, isPruning }) });
    }
    const unchanged = planned.reduce((sum, each) => sum + each.unchanged, 0);
    const changes = planned.flatMap((each) => each.changes);
    return { opened: planned, view: planView(changes, unchanged) };
  }

  /** What is stored counts: a failure here is not one of the change, and running gateways look again by themselves. */
  private async reload({ changes }: ConfigPlanView): Promise<void> {
    const changed = new Set(changes.map(({ kind }) => kind));
    for (const kind of this.all.kinds.filter((each) => changed.has(each.kind)))
      await kind.reload().catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`The configuration is stored, but not yet in force here (${kind.kind}): ${reason}`);
      });
  }

  private chosen(kinds?: readonly ConfigKind[]): readonly DeclaredKind[] {
    return this.all.kinds.filter(({ kind }) => kinds?.includes(kind) ?? true);
  }

  private scope(actor: Actor, { file = null, variable }: DeclarationOptions, keys: ConfigKeyView[]): ChangeScope {
    const issued = (client: string, key: string): void => void keys.push({ client, key });
    return { actor, now: this.clock.now(), file, variable, issued };
  }
}

async function carryOut({ opened }: Prepared): Promise<AuditedChange[]> {
  const audit: AuditedChange[] = [];
  for (const { open, changes } of opened)
    for (const { shown, change } of changes) audit.push(await open.write(shown.name, change));
  // Nothing is looked at where nothing changes: what was stored before is not this document's fault.
  for (const { open, changes } of opened) if (changes.length > 0) await open.finish?.();
  return audit;
}

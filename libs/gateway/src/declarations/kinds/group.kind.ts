import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { AuditedChange, Group, StoredGroup } from '@app/contracts';
import { ClientRepository, GroupRepository, OverrideRepository, type ControlTransaction } from '@app/persistence';
import { GroupDirectory, groupProblems } from '@app/routing';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { audited } from './audited';

type GroupFields = Omit<Group, 'name'>;

/** Groups; one that somebody still names is not removed. */
@Injectable()
export class GroupKind implements DeclaredKind<GroupFields> {
  readonly kind = 'group';
  readonly isOwned = true;

  constructor(
    private readonly repository: GroupRepository,
    private readonly directory: GroupDirectory,
    private readonly catalog: ModelCatalogService,
    private readonly clients: ClientRepository,
    private readonly overrides: OverrideRepository,
  ) {}

  async open(
    transaction: ControlTransaction,
    { groups }: ReadDocument,
    _: ChangeScope,
  ): Promise<OpenKind<GroupFields>> {
    const removed: string[] = [];
    const stored = await this.repository.list(transaction);
    if (groups) this.refuseBroken(groups, stored);
    return {
      stored: stored.map(({ name, managedBy, ...group }) => ({ name, managedBy, fields: settingsOf(group) })),
      wanted: groups?.map(({ name, ...fields }) => ({ name, fields })),
      write: (name, change) => {
        if (change.action === 'remove') removed.push(name);
        const before = stored.find((group) => group.name === name);
        return this.write(transaction, name, before, change);
      },
      finish: () => this.refuseUsed(transaction, removed),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const groups = await this.repository.list();
    return { groups: groups.map(({ name, ...group }) => ({ name, ...settingsOf(group) })) };
  }

  async reload(): Promise<void> {
    await this.directory.reload();
  }

  private async write(
    transaction: ControlTransaction,
    name: string,
    before: StoredGroup | undefined,
    change: ObjectChange<GroupFields>,
  ): Promise<AuditedChange> {
    if (change.action === 'remove') {
      if (before) await this.repository.remove(transaction, before);
    } else {
      const group = { ...change.fields, name };
      if (before) await this.repository.update(transaction, { ...before, ...group, managedBy: change.managedBy });
      else await this.repository.create(transaction, group, change.managedBy);
    }
    return audited('group', name, before && { ...settingsOf(before), managedBy: before.managedBy }, change);
  }

  private async refuseUsed(transaction: ControlTransaction, removed: readonly string[]): Promise<void> {
    if (removed.length === 0) return;
    const groups = await this.repository.list(transaction);
    const clients = await this.clients.list(transaction);
    const prices = await this.overrides.listPrices(transaction);
    const problems = removed.flatMap((name) => {
      const users = [
        ...groups.filter(({ targets }) => targets.includes(name)).map((group) => `group "${group.name}"`),
        ...clients.filter(({ access }) => access.allowedModels?.includes(name)).map((each) => `client "${each.name}"`),
        ...prices
          .filter(({ subjectKind, subject }) => subjectKind === 'group' && subject === name)
          .map(({ price }) => `price "${price.label}"`),
      ];
      return users.length === 0 ? [] : [`group "${name}" cannot be removed: it is named by ${users.join(', ')}.`];
    });
    if (problems.length > 0) throw new InvalidDocumentError(problems);
  }

  private refuseBroken(declared: readonly Group[], stored: readonly StoredGroup[]): void {
    const groups = new Map<string, Group>([...stored, ...declared].map((group) => [group.name, group]));
    const snapshot = this.catalog.snapshot();
    const problems = declared.flatMap((group, index) => {
      const before = stored.find(({ name }) => name === group.name)?.targets ?? [];
      const unknown = group.targets
        .filter((target) => !before.includes(target) && !groups.has(target) && snapshot.resolve(target) === undefined)
        .map(
          (target) =>
            `targets: "${target}" is neither a group nor a model; unlisted models are written as provider/model`,
        );
      return [...groupProblems(group, groups), ...unknown].map((text) => `groups[${index}] "${group.name}": ${text}.`);
    });
    if (problems.length > 0) throw new InvalidDocumentError(problems);
  }
}

function settingsOf({ strategy, targets, logicLevel, primaryUse, settings, isEnabled }: Omit<Group, 'name'>) {
  return { strategy, targets: [...targets], logicLevel, primaryUse, settings: { ...settings }, isEnabled };
}

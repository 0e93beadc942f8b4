import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { AuditedChange, Group, StoredGroup } from '@app/contracts';
import { GroupRepository, type ControlTransaction } from '@app/persistence';
import { GroupDirectory, groupProblems } from '@app/routing';
import { InvalidDocumentError } from '../declaration.errors';
import type { ChangeScope, DeclaredKind, ObjectChange, OpenKind } from '../declared-kind';
import type { ReadDocument } from '../document-schema';
import { audited } from './audited';

@Injectable()
export class GroupKind implements DeclaredKind {
  readonly kind = 'group';
  readonly isOwned = true;

  constructor(
    private readonly repository: GroupRepository,
    private readonly directory: GroupDirectory,
    private readonly catalog: ModelCatalogService,
  ) {}

  async open(transaction: ControlTransaction, { groups }: ReadDocument, _: ChangeScope): Promise<OpenKind> {
    const stored = await this.repository.list(transaction);
    if (groups) this.refuseBroken(groups, stored);
    return {
      stored: stored.map(({ name, managedBy, ...group }) => ({ name, managedBy, fields: settingsOf(group) })),
      wanted: groups?.map(({ name, ...fields }) => ({ name, fields })),
      write: (name, change) => this.write(transaction, name, change),
    };
  }

  async exported(): Promise<Partial<ReadDocument>> {
    const groups = await this.repository.list();
    return { groups: groups.map(({ name, ...group }) => ({ name, ...settingsOf(group) })) };
  }

  async reload(): Promise<void> {
    await this.directory.reload();
  }

  private async write(transaction: ControlTransaction, name: string, change: ObjectChange): Promise<AuditedChange> {
    const stored = await this.repository.list(transaction);
    const before = stored.find((group) => group.name === name);
    if (change.action === 'remove') {
      if (before) await this.removeUnused(transaction, before, stored);
    } else {
      const group = { ...(change.fields as unknown as Omit<Group, 'name'>), name };
      if (before) await this.repository.update(transaction, { ...before, ...group, managedBy: change.managedBy });
      else await this.repository.create(transaction, group, change.managedBy);
    }
    return audited('group', name, before && { ...settingsOf(before), managedBy: before.managedBy }, change);
  }

  private async removeUnused(
    transaction: ControlTransaction,
    group: StoredGroup,
    stored: readonly StoredGroup[],
  ): Promise<void> {
    const users = stored.filter(({ targets }) => targets.includes(group.name)).map(({ name }) => `"${name}"`);
    if (users.length > 0)
      throw new InvalidDocumentError([
        `group "${group.name}" cannot be removed: it is a target of ${users.join(', ')}.`,
      ]);
    await this.repository.remove(transaction, group);
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

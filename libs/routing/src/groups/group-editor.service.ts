import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { Actor, AuditedChange, Group, StoredGroup } from '@app/contracts';
import { ControlChanges, GroupRepository, refuseUnchangeable, SEEDED_GROUPS } from '@app/persistence';
import type { ChangeOptions, ControlTransaction } from '@app/persistence';
import { GroupNotFoundError, InvalidGroupError } from '../routing.errors';
import { GroupDirectory } from './group-directory.service';
import { groupProblems } from './group-problems';

/** Changes groups; whatever would not route is refused, and nothing of it is saved. What is saved is in force from the next request on. */
@Injectable()
export class GroupEditor {
  constructor(
    private readonly repository: GroupRepository,
    private readonly changes: ControlChanges,
    private readonly directory: GroupDirectory,
    private readonly catalog: ModelCatalogService,
  ) {}

  /** In order of name, as stored. */
  list(): Promise<readonly StoredGroup[]> {
    return this.repository.list();
  }

  /** @throws GroupNotFoundError */
  async find(name: string): Promise<StoredGroup> {
    return named(await this.repository.list(), name);
  }

  /** What would be wrong with it, were it saved now; nothing is. */
  async problemsOf(group: Group): Promise<readonly string[]> {
    const stored = await this.repository.list();
    return this.problemsAmong(group, new Map([...stored, group].map((each) => [each.name, each])), stored);
  }

  /** Makes those seeded groups that are not there; returns their names. @throws InvalidGroupError */
  async restoreSeeds(actor: Actor): Promise<readonly string[]> {
    const restored = await this.changes.make(actor, async (transaction) => {
      const there = new Set((await this.repository.list(transaction)).map(({ name }) => name));
      const missing = SEEDED_GROUPS.filter(({ name }) => !there.has(name));
      for (const group of missing) await this.repository.create(transaction, group);
      return { result: missing, audit: missing.map((group) => entry('group.restore', null, group)) };
    });
    await this.directory.reload();
    return restored.map(({ name }) => name);
  }

  /** Creates the group or replaces the one of that name. @throws InvalidGroupError, StaleVersionError, ManagedByFileError */
  save(actor: Actor, group: Group, options: ChangeOptions = {}): Promise<void> {
    return this.saveAll(actor, [group], options);
  }

  /** Several that may lead to one another: all of them, or none where one is no good. @throws as `save` */
  async saveAll(actor: Actor, changed: readonly Group[], options: ChangeOptions = {}): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const stored = await this.repository.list(transaction);
      this.refuseBroken(changed, stored);
      const audit: AuditedChange[] = [];
      for (const group of changed) audit.push(await this.write(transaction, group, stored, options));
      return { result: undefined, audit };
    });
    await this.directory.reload();
  }

  /** As `save`, for a name that nobody has yet. @throws InvalidGroupError, DuplicateNameError */
  async create(actor: Actor, group: Group): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      this.refuseBroken([group], await this.repository.list(transaction));
      await this.repository.create(transaction, group);
      return { result: undefined, audit: [entry('group.create', null, group)] };
    });
    await this.directory.reload();
  }

  /** @throws GroupNotFoundError, InvalidGroupError when another group leads to it, StaleVersionError, ManagedByFileError */
  async remove(actor: Actor, name: string, options: ChangeOptions = {}): Promise<void> {
    await this.changes.make(actor, async (transaction) => {
      const stored = await this.repository.list(transaction);
      const group = named(stored, name);
      refuseUnchangeable(`Group "${name}"`, group, options);
      const users = stored.filter(({ targets }) => targets.includes(name));
      if (users.length > 0)
        throw new InvalidGroupError(name, [`it is a target of ${users.map((user) => `"${user.name}"`).join(', ')}`]);
      await this.repository.remove(transaction, group);
      return { result: undefined, audit: [entry('group.remove', group, null)] };
    });
    await this.directory.reload();
  }

  private async write(
    transaction: ControlTransaction,
    group: Group,
    stored: readonly StoredGroup[],
    options: ChangeOptions,
  ): Promise<AuditedChange> {
    const before = stored.find(({ name }) => name === group.name);
    if (!before) {
      await this.repository.create(transaction, group, options.fromFile);
      return entry('group.create', null, group);
    }
    refuseUnchangeable(`Group "${group.name}"`, before, options);
    await this.repository.update(transaction, {
      ...before,
      ...group,
      version: before.version,
      managedBy: options.fromFile ?? before.managedBy,
    });
    return entry('group.update', before, group);
  }

  private refuseBroken(changed: readonly Group[], stored: readonly Group[]): void {
    const groups = new Map([...stored, ...changed].map((group) => [group.name, group]));
    for (const group of changed) {
      const problems = this.problemsAmong(group, groups, stored);
      if (problems.length > 0) throw new InvalidGroupError(group.name, problems);
    }
  }

  private problemsAmong(group: Group, groups: ReadonlyMap<string, Group>, stored: readonly Group[]): readonly string[] {
    return [...groupProblems(group, groups), ...this.unknownTargets(group, groups, stored)];
  }

  /** Targets that are new and that nobody knows; what a group had before may stay, or it could not even be switched off. */
  private unknownTargets(
    { name, targets }: Group,
    groups: ReadonlyMap<string, Group>,
    stored: readonly Group[],
  ): string[] {
    const snapshot = this.catalog.snapshot();
    const before = stored.find((group) => group.name === name)?.targets ?? [];
    return targets
      .filter((target) => !before.includes(target) && !groups.has(target) && snapshot.resolve(target) === undefined)
      .map(
        (target) =>
          `targets: "${target}" is neither a group nor a model; unlisted models are written as provider/model`,
      );
  }
}

function named(groups: readonly StoredGroup[], name: string): StoredGroup {
  const group = groups.find((stored) => stored.name === name);
  if (!group) throw new GroupNotFoundError(name);
  return group;
}

function entry(action: string, before: Group | null, after: Group | null): AuditedChange {
  const entityId = (after ?? before)?.name ?? '';
  return {
    ...{ action, entity: 'group', entityId, entityName: entityId },
    before: before && settingsOf(before),
    after: after && settingsOf(after),
  };
}

/** All that an administrator decides. */
function settingsOf({
  name,
  strategy,
  targets,
  logicLevel,
  primaryUse,
  settings,
  isEnabled,
}: Group): Record<string, unknown> {
  return { name, strategy, targets, logicLevel, primaryUse, settings, isEnabled };
}

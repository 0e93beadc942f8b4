import { Injectable } from '@nestjs/common';
import { ModelCatalogService } from '@app/catalog';
import type { Group } from '@app/contracts';
import { GroupRepository } from '@app/persistence';
import { GroupNotFoundError, InvalidGroupError } from '../routing.errors';
import { GroupDirectory } from './group-directory.service';
import { groupProblems } from './group-problems';

/** Changes groups; whatever would not route is refused, and nothing of it is saved. */
@Injectable()
export class GroupEditor {
  constructor(
    private readonly repository: GroupRepository,
    private readonly directory: GroupDirectory,
    private readonly catalog: ModelCatalogService,
  ) {}

  /** In order of name, as stored. */
  list(): Promise<readonly Group[]> {
    return this.repository.list();
  }

  /** @throws GroupNotFoundError */
  async find(name: string): Promise<Group> {
    const group = (await this.repository.list()).find((stored) => stored.name === name);
    if (!group) throw new GroupNotFoundError(name);
    return group;
  }

  /** Creates the group or replaces the one of that name; in force from the next request on. @throws InvalidGroupError */
  save(group: Group): Promise<void> {
    return this.saveAll([group]);
  }

  /** Several that may lead to one another: all of them, or none where one is no good. @throws InvalidGroupError */
  async saveAll(changed: readonly Group[]): Promise<void> {
    const stored = await this.repository.list();
    const groups = new Map([...stored, ...changed].map((group) => [group.name, group]));
    for (const group of changed) {
      const problems = [...groupProblems(group, groups), ...this.unknownTargets(group, groups, stored)];
      if (problems.length > 0) throw new InvalidGroupError(group.name, problems);
    }
    await this.repository.saveAll(changed);
    await this.directory.reload();
  }

  /** @throws GroupNotFoundError, InvalidGroupError when another group leads to it */
  async remove(name: string): Promise<void> {
    const users = (await this.repository.list()).filter(({ targets }) => targets.includes(name));
    if (users.length > 0)
      throw new InvalidGroupError(name, [`it is a target of ${users.map((user) => `"${user.name}"`).join(', ')}`]);
    if (!(await this.repository.remove(name))) throw new GroupNotFoundError(name);
    await this.directory.reload();
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

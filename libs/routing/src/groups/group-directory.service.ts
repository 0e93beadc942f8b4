import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Group } from '@app/contracts';
import { GroupRepository } from '@app/persistence';
import { snapshotOf, type GroupSnapshot } from './compiled-group';
import { groupProblems } from './group-problems';

/** All groups as one immutable snapshot, swapped whole; a request keeps the one it began with. */
@Injectable()
export class GroupDirectory implements OnModuleInit {
  private readonly logger = new Logger(GroupDirectory.name);
  private stored: readonly Group[] = [];
  private current: GroupSnapshot = new Map();

  constructor(private readonly repository: GroupRepository) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  /**
   * Takes over what is stored now. A group that is no good (written past the checks of saving) is left as it was, or is as
   * good as its defaults where it never was better; the log says what is wrong with it.
   */
  async reload(): Promise<void> {
    const stored = await this.repository.list();
    if (isDeepStrictEqual(stored, this.stored)) return;
    const names = new Map(stored.map((group) => [group.name, group]));
    const taken = stored.map((group) => {
      const problems = groupProblems(group, names);
      const before = this.current.get(group.name)?.group;
      if (problems.length === 0 || isDeepStrictEqual(group, before)) return group;
      this.logger.error(
        `The group "${group.name}" is ${before ? 'left as it was' : 'taken as far as it can be'}: ${problems.join('; ')}`,
      );
      return before ?? group;
    });
    this.stored = stored;
    this.current = snapshotOf(taken);
  }

  /** Groups by name, those that are switched off among them. */
  snapshot(): GroupSnapshot {
    return this.current;
  }
}

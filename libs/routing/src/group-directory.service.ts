import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Group } from '@app/contracts';
import { GroupRepository } from '@app/persistence';

/** All groups as one immutable snapshot, swapped whole; a request keeps the one it began with. */
@Injectable()
export class GroupDirectory implements OnModuleInit {
  private current: ReadonlyMap<string, Group> = new Map();

  constructor(private readonly repository: GroupRepository) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  async reload(): Promise<void> {
    this.current = new Map((await this.repository.list()).map((group) => [group.name, group]));
  }

  /** Enabled groups by name. */
  snapshot(): ReadonlyMap<string, Group> {
    return this.current;
  }
}

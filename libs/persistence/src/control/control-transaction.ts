import type { EntityManager } from 'typeorm';

/** A transaction of `ControlChanges` under way. Others hand it to repositories and never look inside. */
export type ControlTransaction = EntityManager;

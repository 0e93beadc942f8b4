import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { StaleVersionError } from '../errors/stale-version.error';

type Versioned = ObjectLiteral & { version: number };

/**
 * Changes the row that is still as the caller has seen it, and raises its version.
 * @throws StaleVersionError when it is not, or is not there any more
 */
export async function updateVersioned<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  where: FindOptionsWhere<Entity>,
  version: number,
  changes: QueryDeepPartialEntity<Entity>,
): Promise<void> {
  const result = await manager.update(entity, { ...where, version }, { ...changes, version: version + 1 });
  if (result.affected !== 1) throw new StaleVersionError();
}

/** @throws StaleVersionError when it has changed since, or is not there any more */
export async function deleteVersioned<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  where: FindOptionsWhere<Entity>,
  version: number,
): Promise<void> {
  const result = await manager.delete(entity, { ...where, version });
  if (result.affected !== 1) throw new StaleVersionError();
}

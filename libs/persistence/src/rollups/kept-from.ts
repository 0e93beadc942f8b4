import type { EntityManager } from 'typeorm';
import { SettingEntity } from '../entities/setting.entity';

/** What retention has begun to remove: whole UTC days. Zero where nothing was removed yet. */
export interface KeptFrom {
  /** The rows of earlier days are gone, or going. */
  readonly requests: number;
  /** The quarters and hours of earlier days are gone, or going. */
  readonly rollUps: number;
}

const KEY = 'retention.keptFrom';

export async function keptFrom(manager: EntityManager): Promise<KeptFrom> {
  const row = await manager.findOneBy(SettingEntity, { key: KEY });
  const value = row?.value as Partial<KeptFrom> | undefined;
  return { requests: value?.requests ?? 0, rollUps: value?.rollUps ?? 0 };
}

/** Never goes back: what was removed stays removed when a longer time is configured later. */
export async function setKeptFrom(manager: EntityManager, change: Partial<KeptFrom>, nowMs: number): Promise<void> {
  const known = await keptFrom(manager);
  const value: KeptFrom = {
    requests: Math.max(known.requests, change.requests ?? 0),
    rollUps: Math.max(known.rollUps, change.rollUps ?? 0),
  };
  if (value.requests === known.requests && value.rollUps === known.rollUps) return;
  await manager.upsert(SettingEntity, { key: KEY, value, updatedAt: nowMs }, ['key']);
}

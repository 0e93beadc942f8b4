import type { Actor, AuditedChange, AuditEntry } from '@app/contracts';
import type { EntityManager } from 'typeorm';
import { AuditEntryEntity } from '../entities/audit-entry.entity';
import { SettingEntity } from '../entities/setting.entity';
import { auditHash, NO_ENTRY_HASH } from './audit-hash';

/** Where the log ends: without it, entries missing at the end would not be missed. */
export const AUDIT_HEAD_SETTING = 'audit.head';

export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Adds entries at the end of the log. Inside the transaction of the change, which holds the write lock. */
export async function appendAudit(
  manager: EntityManager,
  at: number,
  actor: Actor,
  changes: readonly AuditedChange[],
): Promise<void> {
  let { sequence, hash } = await readHead(manager);
  for (const change of changes) {
    sequence += 1;
    const row = rowOf(sequence, at, actor, change);
    hash = auditHash(hash, row);
    await manager.insert(AuditEntryEntity, { ...row, hash });
  }
  await manager.upsert(SettingEntity, { key: AUDIT_HEAD_SETTING, value: { sequence, hash }, updatedAt: at }, ['key']);
}

export async function readHead(manager: EntityManager): Promise<AuditHead> {
  const setting = await manager.findOneBy(SettingEntity, { key: AUDIT_HEAD_SETTING });
  return (setting?.value as AuditHead | undefined) ?? { sequence: 0, hash: NO_ENTRY_HASH };
}

export function auditEntryOf(row: AuditEntryEntity): AuditEntry {
  const { sequence, at, action, entity, entityId, entityName, hash, before, after } = row;
  const { actorKind: kind, actorId: id, actorName: name, actorRole: role, address, requestId } = row;
  return {
    ...{ sequence, at, actor: { kind, id, name, role, address, requestId } },
    ...{ action, entity, entityId, entityName, before: parsed(before), after: parsed(after), hash },
  };
}

function rowOf(sequence: number, at: number, actor: Actor, change: AuditedChange): Omit<AuditEntryEntity, 'hash'> {
  const { kind: actorKind, id: actorId, name: actorName, role: actorRole, address, requestId } = actor;
  const { action, entity, entityId, entityName, before, after } = change;
  return {
    ...{ sequence, at, actorKind, actorId, actorName, actorRole, address, requestId },
    ...{ action, entity, entityId, entityName, before: textOf(before), after: textOf(after) },
  };
}

const textOf = (side: AuditedChange['before']): string | null => (side === null ? null : JSON.stringify(side));
const parsed = (text: string | null): AuditedChange['before'] =>
  text === null ? null : (JSON.parse(text) as AuditedChange['before']);

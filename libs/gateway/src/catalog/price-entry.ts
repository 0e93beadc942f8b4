import type { AuditedChange, PriceOverride } from '@app/contracts';

/** What the audit log says of a change of a price. */
export function priceEntry(action: string, before: PriceOverride | null, after: PriceOverride | null): AuditedChange {
  const { id: entityId = '', subject: entityName = '' } = after ?? before ?? {};
  const shown = (side: PriceOverride | null): AuditedChange['before'] =>
    side && { subjectKind: side.subjectKind, subject: side.subject, price: side.price };
  return { ...{ action, entity: 'price', entityId, entityName }, before: shown(before), after: shown(after) };
}

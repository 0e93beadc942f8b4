import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ManagedByFileError } from '@app/common';
import type { ConfigChange, ConfigFieldChange, ConfigPlanView } from '@app/contracts/admin';
import type { DeclaredKind, ObjectChange, OpenKind, StoredObject, WantedObject } from './declared-kind';

/** A change as people see it, and as it is carried out. */
export interface PlannedChange {
  readonly shown: ConfigChange;
  readonly change: ObjectChange;
}

export interface PlanOptions {
  readonly file: string | null;
  /** Removes what the file declared before and does not declare now; otherwise it is let go. */
  readonly isPruning: boolean;
}

/** What one kind needs, and how many of its objects are fine. @throws ManagedByFileError */
export function planOf(
  { kind, isOwned }: Pick<DeclaredKind, 'kind' | 'isOwned'>,
  { stored, wanted }: Pick<OpenKind, 'stored' | 'wanted'>,
  { file, isPruning }: PlanOptions,
): { readonly changes: readonly PlannedChange[]; readonly unchanged: number } {
  if (wanted === undefined) return { changes: [], unchanged: 0 };
  const before = new Map(stored.map((object) => [object.name, object]));
  const changes: PlannedChange[] = [];
  for (const object of wanted) {
    const seen = before.get(object.name);
    const owner = isOwned ? file : null;
    const fields = differences(seen, object, owner);
    if (seen && fields.length === 0) continue;
    refuseForeign(kind, seen ?? { name: object.name }, file);
    const action = seen ? 'update' : 'create';
    const change: ObjectChange = { action: 'save', fields: object.fields, managedBy: owner ?? seen?.managedBy ?? null };
    changes.push({ shown: { kind, name: object.name, action, fields }, change });
  }
  const unchanged = wanted.length - changes.length;
  const declared = new Set(wanted.map(({ name }) => name));
  const gone = stored.filter(({ name, managedBy }) => file !== null && managedBy === file && !declared.has(name));
  return { changes: [...changes, ...gone.map((object) => farewell(kind, object, isPruning))], unchanged };
}

/** Equal exactly as long as the same changes would be made. */
export function planView(changes: readonly PlannedChange[], unchanged: number): ConfigPlanView {
  const shown = changes.map((planned) => planned.shown);
  const digest = createHash('sha256').update(JSON.stringify(shown, sortedKeys)).digest('hex');
  return { changes: shown, unchanged, digest };
}

function farewell(
  kind: DeclaredKind['kind'],
  { name, fields, managedBy }: StoredObject,
  isPruning: boolean,
): PlannedChange {
  if (isPruning) {
    const lost = Object.entries(fields).map(([field, value]) => ({ field, before: value, after: null }));
    return { shown: { kind, name, action: 'remove', fields: lost }, change: { action: 'remove' } };
  }
  const released = [{ field: 'managedBy', before: managedBy, after: null }];
  return {
    shown: { kind, name, action: 'release', fields: released },
    change: { action: 'release', fields, managedBy: null },
  };
}

function differences(
  seen: StoredObject | undefined,
  { fields, hidden = [] }: WantedObject,
  owner: string | null,
): ConfigFieldChange[] {
  const changed = Object.entries(fields)
    .filter(([field, value]) => !seen || !isDeepStrictEqual(plain(seen.fields[field]), plain(value)))
    .map(([field, after]) => ({ field, before: seen?.fields[field] ?? null, after }));
  // That a secret changes may be told, which one it is may not.
  const secret = hidden.map((field) => ({ field, before: null, after: '(not shown)' }));
  const before = seen?.managedBy ?? null;
  const adopted = owner === null || before === owner ? [] : [{ field: 'managedBy', before, after: owner }];
  return [...changed, ...secret, ...adopted];
}

function refuseForeign(
  kind: string,
  { name, managedBy = null }: Pick<StoredObject, 'name'> & Partial<StoredObject>,
  file: string | null,
): void {
  if (managedBy === null || managedBy === file) return;
  throw new ManagedByFileError(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${name}"`, managedBy);
}

/** As JSON has it: a field that is undefined is none. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

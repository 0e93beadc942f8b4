import type { AuditEntry } from '@app/contracts';
import { request } from '../../shared/api/request';

/** What would bring back what was before a change. */
export interface Undo {
  readonly method: 'PUT' | 'POST';
  /** Below /api. */
  readonly path: string;
  readonly body: object;
}

type Side = Readonly<Record<string, unknown>>;

/** null: a change that cannot be taken back, since something of it is not in the log or was done for good. */
export function undoOf({ action, entityId, before }: AuditEntry): Undo | null {
  if (action === 'model.update') {
    const path = `/models/${entityId.split('/').map(encodeURIComponent).join('/')}`;
    return { method: 'PUT', path, body: { isEnabled: before?.['isEnabled'] ?? null } };
  }
  if (!before) return null;
  switch (action) {
    case 'group.update':
      return { method: 'PUT', path: `/groups/${encodeURIComponent(entityId)}`, body: withoutName(before) };
    case 'group.remove':
      return { method: 'POST', path: '/groups', body: before };
    case 'price.update':
      return { method: 'PUT', path: `/prices/${encodeURIComponent(entityId)}`, body: { price: before['price'] } };
    case 'price.remove':
      return { method: 'POST', path: '/prices', body: before };
    default:
      return null;
  }
}

/** Overwrites the object as it is now, whoever changed it since. @throws ApiError */
export async function takeBack({ method, path, body }: Undo): Promise<void> {
  if (method === 'POST') return request(path, { method, body });
  const { version } = await request<{ version: number }>(path);
  await request(path, { method, body, version });
}

function withoutName(side: Side): Side {
  return Object.fromEntries(Object.entries(side).filter(([field]) => field !== 'name'));
}

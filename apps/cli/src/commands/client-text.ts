import type { Client } from '@app/contracts';
import { table } from '../output';
import { limitsText } from './client-limits';

/** Everything about one client, a line each. */
export function clientText(client: Client): string {
  const { access, previousKey } = client;
  const rows = [
    ['Name', client.name],
    ['Description', client.description],
    ['Tags', client.tags.join(', ')],
    ['Key', `${client.keyPrefix}…${client.keyHint}`],
    ['Old key works until', timeText(previousKey?.worksUntil ?? null, '-')],
    ['Enabled', client.isEnabled ? 'yes' : 'no'],
    ['Expires', timeText(client.expiresAt, 'never')],
    ['Limits', limitsText(client.limits)],
    ['Models', access.allowedModels?.join(', ') ?? 'all'],
    ['Addresses', access.allowedAddresses?.join(', ') ?? 'all'],
    ['Created', `${timeText(client.createdAt, '-')} by ${client.createdBy}`],
    ['Last used', timeText(client.lastUsedAt, 'never')],
    ['Declared in', client.managedBy ?? '-'],
  ];
  return table(['Setting', 'Value'], rows);
}

/** A time in UTC, or the word for none. */
export function timeText(at: number | null, none: string): string {
  return at === null ? none : new Date(at).toISOString();
}

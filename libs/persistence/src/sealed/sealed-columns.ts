/** A column of values that are sealed with the encryption key. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly key: string;
  /** How many are read at once: bodies are long. */
  readonly atOnce: number;
  /** What becomes of a row whose value cannot be opened any more: it loses the value, or makes no sense without it. */
  readonly whenLost: 'clear' | 'remove';
}

/** Every one there is, but for the check value, which stands among the settings. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'providers', column: 'encrypted_api_key', key: 'id', atOnce: 100, whenLost: 'clear' },
  { table: 'kept_states', column: 'sealed', key: 'id', atOnce: 500, whenLost: 'remove' },
  { table: 'captured_bodies', column: 'sealed_request', key: 'request_id', atOnce: 20, whenLost: 'remove' },
  { table: 'captured_bodies', column: 'sealed_answer', key: 'request_id', atOnce: 20, whenLost: 'remove' },
];

/** What a value is bound to, beside its key: its place. */
export function contextOfRow({ table, column }: SealedColumn, row: string): string {
  return `${table}|${column}|${row}`;
}

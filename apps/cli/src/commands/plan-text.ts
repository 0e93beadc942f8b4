import type { ConfigKeyView, ConfigPlanView } from '@app/contracts/admin';

const SIGN = { create: '+', update: '~', release: '○', remove: '-' } as const;

/** A plan for people: a line for each object, and one for each field that changes. */
export function planText({ changes, unchanged }: ConfigPlanView): string {
  if (changes.length === 0) return `No change: ${unchanged} as declared.`;
  const lines = changes.flatMap(({ kind, name, action, fields }) => [
    `${SIGN[action]} ${action} ${kind} ${name}`,
    ...(action === 'update' ? fields : []).map(
      ({ field, before, after }) => `    ${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    ),
  ]);
  return [...lines, `${changes.length} to change, ${unchanged} as declared.`].join('\n');
}

/** Keys that were made, which nobody can look up again. */
export function keysText(keys: readonly ConfigKeyView[]): string {
  if (keys.length === 0) return '';
  return ['', '', 'Keys, shown only now:', ...keys.map(({ client, key }) => `  ${client}: ${key}`)].join('\n');
}

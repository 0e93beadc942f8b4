import type { z } from 'zod';

/** What a schema found wrong, in one line: `models[0].mode: …; models[1].id: …`. */
export function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`).join('; ');
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'content';
}

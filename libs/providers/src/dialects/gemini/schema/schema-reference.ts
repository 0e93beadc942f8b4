import { isRecord } from '@app/common';
import type { JsonSchema } from './json-schema';

/** What `$ref` means inside its own document; undefined where it leads out of it or nowhere. */
export function referenced(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith('#')) return undefined;
  let value: unknown = root;
  for (const step of stepsOf(reference.slice(1))) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return isRecord(value) ? value : undefined;
}

function stepsOf(pointer: string): string[] {
  if (pointer === '' || pointer === '/') return [];
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    // A stray percent sign: the step means what it says.
    return step;
  }
}

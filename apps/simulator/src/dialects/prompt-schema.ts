import { isJsonObject, type JsonObject } from '../json-object';

/** A JSON Schema that some line of a prompt ends with: in JSON mode a model keeps to what it was told. */
export function schemaInPrompt(texts: readonly string[]): JsonObject | undefined {
  return texts
    .flatMap((text) => text.split('\n'))
    .map(schemaAtEnd)
    .find((schema) => schema !== undefined);
}

function schemaAtEnd(line: string): JsonObject | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice(start));
    return isJsonObject(value) && ('type' in value || 'properties' in value || '$ref' in value) ? value : undefined;
  } catch {
    return undefined; // Braces in prose.
  }
}

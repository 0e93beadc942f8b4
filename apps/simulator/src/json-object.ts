export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is anything else. */
export function objectFrom(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The objects of an array, in order; nothing where the value is no array. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function numberFrom(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function textFrom(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

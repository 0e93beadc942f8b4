import { objectFrom, type JsonObject } from '../json-object';

/** A call whose arguments come piece by piece: its name, each field in two halves, and an empty call to close it. */
export function callEventParts(part: JsonObject): JsonObject[] {
  const { args, ...head } = objectFrom(part.functionCall);
  const fields = Object.entries(objectFrom(args)).flatMap(([name, value]) => piecesOf(`$.${name}`, value));
  return [
    { ...part, functionCall: { ...head, willContinue: true } },
    ...fields.map((field) => ({ functionCall: { partialArgs: [field], willContinue: true } })),
    { functionCall: {} },
  ];
}

function piecesOf(jsonPath: string, value: unknown): JsonObject[] {
  if (typeof value === 'string') {
    const half = Math.ceil(value.length / 2);
    return [
      { jsonPath, stringValue: value.slice(0, half), willContinue: true },
      { jsonPath, stringValue: value.slice(half) },
    ];
  }
  if (typeof value === 'number') return [{ jsonPath, numberValue: value }];
  if (typeof value === 'boolean') return [{ jsonPath, boolValue: value }];
  if (typeof value !== 'object' || value === null) return [{ jsonPath, nullValue: 'NULL_VALUE' }];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, item]) =>
    piecesOf(isList ? `${jsonPath}[${name}]` : `${jsonPath}.${name}`, item),
  );
}

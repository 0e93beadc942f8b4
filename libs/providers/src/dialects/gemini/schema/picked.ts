/** The fields that are there and of the type asked for. */
export function picked(
  source: Readonly<Record<string, unknown>>,
  types: Readonly<Record<string, 'number' | 'string' | 'boolean'>>,
): Record<string, unknown> {
  const fields = Object.entries(types).filter(([name, type]) => typeof source[name] === type);
  return Object.fromEntries(fields.map(([name]) => [name, source[name]]));
}

/** As deep as a request itself may be; JSON.parse reads deeper than JSON.stringify can write. */
const DEEPEST = 128;

/** False where a value is nested too deep to be written again, or holds one of the names anywhere. */
export function isShallow(value: unknown, without?: string, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > DEEPEST) return false;
  return Object.entries(value).every(([name, item]) => name !== without && isShallow(item, without, depth + 1));
}

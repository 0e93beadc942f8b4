/** From no reasoning at all to as much as there is. */
const SCALE = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'];

/**
 * The value a model takes that comes nearest to the effort asked for; of two equally near the greater one. A word that
 * is on no scale is left to the vendor to judge.
 */
export function nearestEffort(asked: string, values: readonly string[]): string {
  const place = SCALE.indexOf(asked);
  if (place === -1 || values.includes(asked)) return asked;
  let nearest = asked;
  let distance = Number.POSITIVE_INFINITY;
  for (const [at, value] of SCALE.entries()) {
    if (!values.includes(value) || Math.abs(at - place) > distance) continue;
    nearest = value;
    distance = Math.abs(at - place);
  }
  return nearest;
}

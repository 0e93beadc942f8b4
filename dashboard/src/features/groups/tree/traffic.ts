/** Requests by target, as the usage reports have them: `group>provider/model`. */
export interface TargetRequests {
  readonly key: string;
  readonly requests: number;
}

/** What share of a group's requests went to a target of it, 0 to 1; null where the group had none. */
export type ShareOf = (group: string, target: string) => number | null;

/** Targets may be written with their provider or without it. */
export function sharesOf(rows: readonly TargetRequests[]): ShareOf {
  const split = rows.map(({ key, requests }) => {
    const arrow = key.indexOf('>');
    return { group: key.slice(0, arrow), target: key.slice(arrow + 1), requests };
  });
  return (group, target) => {
    const own = split.filter((row) => row.group === group);
    const all = own.reduce((sum, { requests }) => sum + requests, 0);
    const fits = (name: string): boolean => name === target || name.slice(name.indexOf('/') + 1) === target;
    const some = own.filter((row) => fits(row.target)).reduce((sum, { requests }) => sum + requests, 0);
    return all === 0 ? null : some / all;
  };
}

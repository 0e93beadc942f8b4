/** How one dialect tells what the user says from what tools answer. */
export interface TurnReader<T> {
  readonly saysUser: (item: T) => boolean;
  readonly isResult: (item: T) => boolean;
}

/** How often tools have answered since the user last spoke; results side by side answer calls of one turn. */
export function toolRoundsIn<T>(items: readonly T[], { saysUser, isResult }: TurnReader<T>): number {
  const since = items.slice(Math.max(0, items.findLastIndex(saysUser)));
  return since.map(isResult).filter((isOne, index, all) => isOne && all[index - 1] !== true).length;
}

/** "Use the tool in 3 steps" wants three turns with calls; any other text wants one. */
export function stepsAskedIn(text: string): number {
  return Number(/\bin (\d{1,2}) steps\b/i.exec(text)?.[1] ?? 1);
}

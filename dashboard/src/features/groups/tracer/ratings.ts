/** The target, as an index, that a rating stands for: as libs/routing reckons it, which the same vectors hold both to. */
function targetOfRating(rating: number, threshold: number, targets: number): number {
  if (targets <= 1 || threshold <= 1) return 0;
  return Math.round(((rating - 1) * (targets - 1)) / (threshold - 1));
}

/** `1-4: a`, `5-7: b`: every rating and where it leads. */
export function ratingMap(
  threshold: number,
  targets: readonly string[],
): readonly { readonly target: string; readonly from: number; readonly to: number }[] {
  const ratings = Array.from({ length: threshold }, (_, index) => index + 1);
  return targets.flatMap((target, index) => {
    const own = ratings.filter((rating) => targetOfRating(rating, threshold, targets.length) === index);
    const [from, to] = [own[0], own.at(-1)];
    return from === undefined || to === undefined ? [] : [{ target, from, to }];
  });
}

/** Words that a step's sentence puts in quotation marks. */
export function quotedWords(reason: string): readonly string[] {
  return [...reason.matchAll(/"([^"]+)"/gu)].flatMap(([, word]) => (word === undefined ? [] : [word]));
}

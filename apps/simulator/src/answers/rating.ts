/** A request to rate something names its scale so. */
const SCALE = /on a scale of whole numbers from 1 to (\d+)/;
/** Words by which a small model would tell that something is hard. */
const HARD = /\b(?:debug|prove|refactor|race condition|architecture|algorithm|implementation|step by step)\b/i;
const WORDS_A_STEP = 15;

/** The highest rating, where the system prompt asks for one. */
export function ratingScaleIn(systems: readonly string[]): number | undefined {
  const scale = SCALE.exec(systems.join('\n'))?.[1];
  return scale === undefined ? undefined : Number(scale);
}

/** As a small model might rate: by length, and by a few words. */
export function ratingOf(text: string, scale: number): number {
  const steps = Math.floor(text.split(/\s+/).length / WORDS_A_STEP) + (HARD.test(text) ? Math.ceil(scale * 0.8) : 0);
  return Math.min(scale, 1 + steps);
}

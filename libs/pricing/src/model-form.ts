/** Digits behind a name, as vendors number the builds of a model: `-2026-03-17`, `-0905`, `-001`. */
const BUILD = /^(?:-\d+)+$/;

/** Whether a provider that reported this name, or none, may have meant the model that was asked for. */
export function isFormOf(reported: string | undefined, asked: string): boolean {
  if (reported === undefined || reported === asked) return true;
  return reported.startsWith(asked) && BUILD.test(reported.slice(asked.length));
}

/** A number as it is typed: `null` for an empty text, `undefined` for what is none. */
export function typedNumber(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

export const NO_NUMBER = 'A number without separators, such as 1000 or 0.5.';

/** The names of those texts that are no numbers; a form with any is not sent. */
export function badNumbers<Name extends string>(texts: Readonly<Record<Name, string>>): readonly Name[] {
  return (Object.keys(texts) as Name[]).filter((name) => typedNumber(texts[name]) === undefined);
}

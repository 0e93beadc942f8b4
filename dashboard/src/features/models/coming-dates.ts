import type { ModelView } from '@app/contracts/admin';

const SOON_MS = 90 * 86_400_000;

/** Something that is due for a model. */
export interface ComingDate {
  /** ISO instant. */
  readonly at: string;
  readonly text: string;
}

type Dated = Pick<ModelView, 'id' | 'shutdownAt' | 'replacement' | 'price'>;

/** What changes within 90 days, the next first: models that end, promos that begin and end. */
export function comingDates(models: readonly Dated[], now: number): readonly ComingDate[] {
  return models
    .flatMap(datesOf)
    .filter(({ at }) => Date.parse(at) > now && Date.parse(at) <= now + SOON_MS)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function datesOf({ id, shutdownAt, replacement, price }: Dated): ComingDate[] {
  const successor = replacement === null ? '' : `; its replacement is ${replacement}`;
  const promo = price?.promo;
  return [
    ...(shutdownAt === null ? [] : [{ at: shutdownAt, text: `${id} ends${successor}` }]),
    ...(promo
      ? [
          { at: promo.from, text: `the promo of ${id} begins` },
          { at: promo.to, text: `the promo of ${id} ends` },
        ]
      : []),
  ];
}

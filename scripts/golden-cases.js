/** Which requests `golden-prices.js` works out: every boundary of every model, and every kind of use. */

const DAY_MS = 86_400_000;
const around = (at) => [at - 1, at, at + 1];

/** Something of every kind that any model may be billed for, so that no rate goes unseen. */
const PLAIN = { fresh: 1_234, cached: 567, write: 89, out: 321, reasoning: 120 };
/** Models that only draw have no rate for written output. */
const DRAWING = { fresh: 1_234, cached: 567, out: 1_056, imageOut: 1_056 };

/** Moments at which a price may change: the dates of its rows and promos, and the edges of its weekly windows. */
function momentsOf({ prices }, instant) {
  const dates = prices.flatMap(({ valid_from, valid_to, promo }) => [valid_from, valid_to, promo?.from, promo?.to]);
  const edges = prices.filter(({ when }) => when?.type === 'utc_windows').flatMap((row) => edgesOf(row, instant));
  const moments = [...dates.filter((date) => typeof date === 'string').map(instant), ...edges].flatMap(around);
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** Midnight of the first Monday at or after a moment. */
function firstMonday(start) {
  const day = Math.ceil(start / DAY_MS) * DAY_MS;
  return day + ((8 - new Date(day).getUTCDay()) % 7) * DAY_MS;
}

/** One moment inside each row, and one today. */
function samplesOf({ prices }, instant, now) {
  const samples = prices.map(({ valid_from: from, valid_to: to, when }) => {
    if (when?.type === 'utc_windows')
      return firstMonday(instant(from)) + instant(`1970-01-01T${when.windows[0][0]}:00Z`);
    if (from !== null) return instant(from);
    return to === null ? now : instant(to) - 1;
  });
  return [...new Set([...samples, now])];
}

/** Edges of the windows in the first whole week of the row, around its holidays, and in a year nobody listed. */
function edgesOf({ valid_from: from, valid_to: to, when }, instant) {
  const start = instant(from);
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => firstMonday(start) + day * DAY_MS);
  const others = ['2026-09-24', '2026-09-25', '2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08', '2027-01-01']
    .map(instant)
    .filter((day) => day >= start && (to === null || day < instant(to)));
  const edges = when.windows.flat().map((time) => instant(`1970-01-01T${time}:00Z`));
  return [...week, ...others].flatMap((day) => edges.map((edge) => day + edge));
}

/** Around each threshold, with a prompt that is all fresh and one that is nearly all cached. */
function tierUses({ prices }) {
  const thresholds = prices.flatMap(({ tiers = [] }) => tiers.map(({ input_tokens_above: above }) => above));
  return [...new Set(thresholds)].flatMap((threshold) =>
    around(threshold).flatMap((prompt) => [
      { fresh: prompt, out: 1_000 },
      { fresh: 7, cached: prompt - 10, write: 3, out: 1_000 },
    ]),
  );
}

function imageUses({ image_prices: table }) {
  if (table === null) return [];
  const sizes = Object.keys(table.by_image_size ?? {}).map((size) => ({ size }));
  const pairs = Object.entries(table.by_quality_and_size ?? {}).flatMap(([quality, bySize]) =>
    Object.keys(bySize).map((size) => ({ quality, size })),
  );
  const asked = [{}, ...sizes, ...pairs, { quality: 'unheard', size: 'of' }];
  return asked.flatMap((words) => [1, 3].map((count) => ({ images: { count, ...words } })));
}

const TIERS = ['auto', 'default', 'standard', 'flex', 'batch', 'priority', 'fast', 'scale'];

/** Every kind of use: `plain` for boundaries, `all` for one moment of each row. */
function usesOf(model) {
  const plain = model.mode === 'image' ? DRAWING : PLAIN;
  const kinds = [
    plain,
    { fresh: 0, out: 0 },
    { fresh: 1, out: 0 },
    { fresh: 0, cached: 1, out: 0 },
    { fresh: 0, cached: 3, write: 1, out: 1 },
    { fresh: 3, out: 1, reasoning: 1 },
    { fresh: 1_000_000, cached: 1_000_000, write: 1_000_000, out: 1_000_000 },
    { fresh: 987_654_321, cached: 123_456_789, out: 55_555_555 },
    { fresh: 1_000, out: 10, audio: 400 },
    { fresh: 1_000, out: 10, audio: 300, image: 200 },
    { fresh: 10, cached: 900, cachedImage: 850, out: 10 },
    { fresh: 10, write: 900, write1h: 300, write12h: 200, out: 10 },
    { fresh: 10, out: 1_300, imageOut: 1_290 },
  ];
  const served = TIERS.map((tier) => ({ ...plain, tier }));
  const rows = model.prices.length > 0 ? [...kinds, ...served, ...tierUses(model)] : [];
  return { plain, all: [...rows, ...imageUses(model)] };
}

const namesOf = ({ snapshots, nicknames }) => [...snapshots, ...nicknames];

module.exports = { momentsOf, samplesOf, usesOf, namesOf };

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** How busy a quarter of an hour is: a working day with its peak at 14:00 UTC, half of that at weekends. */
function weightOf(quarter: number): number {
  const hour = (quarter % DAY_MS) / (60 * 60_000);
  const weekday = new Date(quarter).getUTCDay();
  const daylight = 1 + 0.85 * Math.cos(((hour - 14) / 24) * 2 * Math.PI);
  return daylight * (weekday === 0 || weekday === 6 ? 0.5 : 1);
}

/** How many of `rows` requests begin in each quarter from `from` to `to`; they add up to exactly `rows`. */
export function trafficCurve(from: number, to: number, rows: number): Map<number, number> {
  const quarters: number[] = [];
  for (let quarter = Math.floor(from / QUARTER_MS) * QUARTER_MS; quarter < to; quarter += QUARTER_MS) {
    quarters.push(quarter);
  }
  const weights = quarters.map(weightOf);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = new Map<number, number>();
  let weight = 0;
  let handedOut = 0;
  quarters.forEach((quarter, index) => {
    weight += weights[index] ?? 0;
    const due = Math.round((rows * weight) / whole);
    counts.set(quarter, due - handedOut);
    handedOut = due;
  });
  return counts;
}

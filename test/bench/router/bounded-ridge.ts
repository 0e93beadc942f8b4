/** One observation: its signals, what is to be explained by them, and how much it counts. */
export interface Observation {
  readonly signals: readonly number[];
  readonly value: number;
  readonly weight: number;
}

const ROUNDS = 300;

/**
 * Ridge regression through the origin (centre the signals first) in which no weight may fall below its bound. Each
 * signal is held to its own spread; coordinate descent, so that it is the same everywhere.
 */
export function boundedRidge(
  observations: readonly Observation[],
  bounds: readonly number[],
  penalty: number,
): number[] {
  const { products, values } = momentsOf(observations, bounds.length);
  const weights = [...bounds];
  for (let round = 0; round < ROUNDS; round++) {
    bounds.forEach((bound, signal) => {
      const row = products[signal] as number[];
      const own = row[signal] as number;
      // A signal that never varies tells nothing: it stays at its bound.
      if (own === 0) return;
      const others = row.reduce((sum, product, other) => sum + product * (weights[other] as number), 0);
      const free = (values[signal] as number) - others + own * (weights[signal] as number);
      weights[signal] = Math.max(bound, free / (own * (1 + penalty)));
    });
  }
  return weights;
}

function momentsOf(observations: readonly Observation[], size: number): { products: number[][]; values: number[] } {
  const products = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const values = new Array<number>(size).fill(0);
  for (const { signals, value, weight } of observations) {
    signals.forEach((one, row) => {
      if (one === 0) return;
      values[row] = (values[row] as number) + weight * one * value;
      const line = products[row] as number[];
      signals.forEach((other, column) => {
        line[column] = (line[column] as number) + weight * one * other;
      });
    });
  }
  return { products, values };
}

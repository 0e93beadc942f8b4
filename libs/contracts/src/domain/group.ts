export type RoutingStrategy = 'heuristic' | 'classifier' | 'fallback' | 'weighted';

/** A name that routes: its targets are models or other groups, cheapest first, most capable last. */
export interface Group {
  readonly name: string;
  readonly strategy: RoutingStrategy;
  readonly targets: readonly string[];
  /** 1 (simple) to 10 (hard); null where the group spans levels. */
  readonly logicLevel: number | null;
  readonly primaryUse: string | null;
  /** Settings of the strategy, e.g. `{ threshold: 10 }` of a classifier. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly isEnabled: boolean;
}

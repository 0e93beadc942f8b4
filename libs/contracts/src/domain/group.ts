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

/** A group as it is stored. */
export interface StoredGroup extends Group {
  /** Came with the product; stays true when an administrator edits the group. */
  readonly isSeeded: boolean;
  /** Raised with every change; what an ETag is made of. */
  readonly version: number;
  /** The file that declares this group, which then cannot be changed elsewhere; null for most. */
  readonly managedBy: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

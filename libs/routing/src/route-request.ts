import type { WantedCapability } from './provider-availability.port';

/** What is asked for, as far as it decides which models can serve it. */
export interface RouteRequest {
  /** A model, a group or `provider/model`. */
  readonly model: string;
  readonly wanted: WantedCapability;
  readonly needs?: RouteNeeds;
  /** Names of models and groups that may be asked for; a group stands for all it reaches. null or absent: everything. */
  readonly allowed?: readonly string[] | null;
}

/** As the catalogue calls them. */
export type InputKind = 'image' | 'audio' | 'pdf';

/** What a model must be able to take in; worked out only where a group has to know. */
export interface RouteNeeds {
  /** Kinds of input beside text. */
  readonly inputs: () => readonly InputKind[];
  /** Characters of the prompt: no prompt has more tokens than that. */
  readonly chars: () => number;
  readonly promptTokens: () => number;
}

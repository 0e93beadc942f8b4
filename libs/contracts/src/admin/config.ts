import type { ProviderTuning } from '../domain/provider-settings';
import type { CreateClientRequest } from './clients';
import type { CreateGroupRequest } from './groups';
import type { CreatePriceRequest } from './models';

/** What a document can declare. */
export type ConfigKind = 'group' | 'model' | 'price' | 'provider' | 'client';

/** A configuration as one document; a section that is left out says nothing, an empty one says that there is none. */
export interface ConfigDocument {
  readonly version: 1;
  readonly groups?: readonly CreateGroupRequest[];
  readonly models?: readonly DeclaredModel[];
  readonly prices?: readonly CreatePriceRequest[];
  readonly providers?: readonly DeclaredProvider[];
  readonly clients?: readonly DeclaredClient[];
}

export interface DeclaredModel {
  /** `provider/model`. */
  readonly id: string;
  /** null: as the catalogue has it. */
  readonly isEnabled: boolean | null;
}

/** A provider without its key, which is never in a document. */
export interface DeclaredProvider {
  readonly id: string;
  /** null: as the environment has it. */
  readonly isEnabled?: boolean | null;
  readonly baseUrl?: string | null;
  readonly tuning?: ProviderTuning;
}

export interface DeclaredClient extends CreateClientRequest {
  /** Environment variable of the command line that holds its key; left out: a key is made and shown once. */
  readonly keyFrom?: { readonly env: string };
}

/** One field, before and after; null where it was or will be nothing. */
export interface ConfigFieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What would become of one object. */
export interface ConfigChange {
  readonly kind: ConfigKind;
  readonly name: string;
  /** `release`: its file no longer declares it; it stays as it is and can be changed by hand again. */
  readonly action: 'create' | 'update' | 'release' | 'remove';
  readonly fields: readonly ConfigFieldChange[];
}

export interface ConfigPlanView {
  readonly changes: readonly ConfigChange[];
  /** How many declared objects are already as they should be. */
  readonly unchanged: number;
  /** For `expectedPlan`: equal as long as the same would be changed. */
  readonly digest: string;
}

export interface PlanConfigRequest {
  /** A `ConfigDocument`. */
  readonly document: Readonly<Record<string, unknown>>;
}

export interface ImportConfigRequest extends PlanConfigRequest {
  /** Digest of the plan that was looked at; with another plan nothing is changed. */
  readonly expectedPlan?: string;
}

/** A key of a client that was made just now, shown this once. */
export interface ConfigKeyView {
  readonly client: string;
  readonly key: string;
}

export interface ConfigImportView {
  readonly plan: ConfigPlanView;
  readonly keys: readonly ConfigKeyView[];
}

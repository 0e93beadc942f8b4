import type { AddressRange } from '@app/common';

/** Everything that can be configured, after checking. Times are milliseconds, sizes bytes. */
export interface GatewayConfig {
  readonly isProduction: boolean;
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly drainMs: number;
    /** Whose word about a client's address and scheme counts. */
    readonly trustedProxies: readonly AddressRange[];
    /** Where clients find us; undefined: as whoever asks has found us. */
    readonly publicUrl: string | undefined;
  };
  readonly dataDir: string;
  /** undefined outside production: one is then made and kept in the data folder. */
  readonly encryptionKey: Buffer | undefined;
  /** Former keys, which only open what they sealed. */
  readonly oldEncryptionKeys: readonly Buffer[];
  /** For the command that changes the key, and nobody else. */
  readonly newEncryptionKey: Buffer | undefined;
  /** Of the first login, at the first start alone; undefined: the default one. */
  readonly adminPassword: string | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly limits: {
    readonly maxBodyBytes: number;
    readonly maxBodyBytesInFlight: number;
    readonly reserveOutputTokens: number;
  };
  readonly journal: {
    readonly durability: JournalDurability;
    /** undefined: `journal` in the data folder. */
    readonly folder: string | undefined;
    /** Space set aside for a full disk. */
    readonly reserveBytes: number;
    /** What becomes of requests when the journal has no room: all refused, or only those of clients with a budget. */
    readonly onFull: 'refuse' | 'serve';
  };
  /** Whether bodies are kept, sealed, and for how long. */
  readonly capture: { readonly isOn: boolean; readonly retentionDays: number };
  /** IANA name of the zone whose days reports mean where nobody names another. */
  readonly reporting: { readonly zone: string };
  readonly viewers: { readonly readBodies: boolean };
  readonly playground: { readonly access: PlaygroundAccess };
  /** `totalMs`: for a whole answer, and for turning to another target. */
  readonly upstream: {
    readonly connectMs: number;
    readonly firstByteMs: number;
    readonly idleMs: number;
    readonly totalMs: number;
  };
  /** `host` or `host:port` of servers whose images may be fetched although their address is not public. */
  readonly remoteImages: { readonly allowedHosts: ReadonlySet<string> };
  readonly breaker: {
    readonly errorPercent: number;
    readonly volume: number;
    readonly resetMs: number;
    readonly maxInFlight: number;
  };
  /** Days that are kept; 0 keeps for ever. */
  readonly retention: { readonly requestDays: number; readonly rollUpDays: number };
  readonly endedModels: 'replace' | 'refuse';
  readonly lifecycle: 'enforce' | 'ignore';
  /** What becomes of models that nobody has a price for. */
  readonly pricing: { readonly unpriced: 'allow' | 'block' | 'assume_dearest' };
  readonly providers: ReadonlyMap<string, ProviderConfig>;
  /** Known variables that somebody has set, by name. */
  readonly given: ReadonlyMap<string, GivenVariable>;
}

/** Who may spend money from the dashboard. */
export type PlaygroundAccess = 'off' | 'admin' | 'viewer';

/** Where a variable has its value from. */
export interface GivenVariable {
  readonly source: 'environment' | 'file';
  /** undefined: a secret. */
  readonly text: string | undefined;
}

/**
 * What a finished request survives: `process` the end of the process, `power` a power cut too (its answer waits for the
 * disk), `memory` neither (for benchmarks).
 */
export type JournalDurability = 'process' | 'power' | 'memory';

/** Injection token of the checked configuration. */
export const GATEWAY_CONFIG = Symbol('GatewayConfig');

export interface ProviderConfig {
  readonly apiKey: string | undefined;
  /** undefined: the provider's own default. */
  readonly baseUrl: string | undefined;
  /** undefined: the provider's own default. */
  readonly isEnabled: boolean | undefined;
  /** Models the operator names for a provider that lists its own; empty: asked of the server. */
  readonly models: readonly string[];
  /** In milliseconds, where they differ from those of all providers. */
  readonly limits?: Partial<GatewayConfig['upstream']>;
}

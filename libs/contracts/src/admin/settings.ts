export type SettingSource = 'default' | 'environment' | 'file' | 'database';

/** What can be changed while the gateway runs; what a variable says cannot. */
export interface ChangeableSettingsView {
  /** IANA name of the zone whose days reports mean where no other is named. */
  readonly reportingZone: string;
  /** Keep what clients send and get, sealed. */
  readonly captureBodies: boolean;
  readonly captureRetentionDays: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Viewers may read captured bodies too. */
  readonly viewersReadBodies: boolean;
  readonly playgroundAccess: 'off' | 'admin' | 'viewer';
}

/** One environment variable, what is in force for it, and why. */
export interface SettingView {
  readonly name: string;
  /** As it would stand in the file; null where there is none, and of secrets always. */
  readonly value: string | null;
  readonly isSecret: boolean;
  /** By a variable of the process or the file. */
  readonly isSet: boolean;
  readonly source: SettingSource;
  /** Its name in `PATCH /api/settings`; null where a change needs a variable and a restart. */
  readonly field: keyof ChangeableSettingsView | null;
  readonly needsRestart: boolean;
  readonly description: string;
}

/** What runs here. */
export interface InstallationView {
  readonly version: string;
  /** The commit it was built from; null where nobody knows. */
  readonly build: string | null;
  readonly node: string;
  readonly database: string;
  readonly health: 'starting' | 'ready' | 'degraded' | 'draining';
  /** The login of the README still works. */
  readonly hasDefaultLogin: boolean;
  /** The one who asks came without https, so that passwords can be read on the way. */
  readonly isPlainHttp: boolean;
}

export interface SettingsView {
  readonly settings: ChangeableSettingsView;
  readonly variables: readonly SettingView[];
  readonly installation: InstallationView;
  /** For `If-Match`; 0 while nothing is stored. */
  readonly version: number;
}

/** What is left out stays; null goes back to the default. */
export interface UpdateSettingsRequest {
  readonly reportingZone?: string | null;
  readonly captureBodies?: boolean | null;
  /** 1 to 90. */
  readonly captureRetentionDays?: number | null;
  readonly logLevel?: ChangeableSettingsView['logLevel'] | null;
  readonly viewersReadBodies?: boolean | null;
  readonly playgroundAccess?: ChangeableSettingsView['playgroundAccess'] | null;
}

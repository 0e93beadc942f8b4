import type { GatewayConfig, PlaygroundAccess } from './gateway-config';
import { generalVariables } from './variables';

/** What may be changed while the gateway runs. */
export interface ChangeableSettings {
  readonly reportingZone: string;
  readonly captureBodies: boolean;
  readonly captureRetentionDays: number;
  readonly logLevel: GatewayConfig['logLevel'];
  readonly viewersReadBodies: boolean;
  readonly playgroundAccess: PlaygroundAccess;
}

/** The variable that says the same, and wins where it is set. */
export const CHANGEABLE_VARIABLES = {
  reportingZone: 'LLM_PROXY__REPORTING__ZONE',
  captureBodies: 'LLM_PROXY__CAPTURE__BODIES',
  captureRetentionDays: 'LLM_PROXY__CAPTURE__RETENTION_DAYS',
  logLevel: 'LLM_PROXY__LOG__LEVEL',
  viewersReadBodies: 'LLM_PROXY__VIEWERS__READ_BODIES',
  playgroundAccess: 'LLM_PROXY__PLAYGROUND__ACCESS',
} as const satisfies Record<keyof ChangeableSettings, keyof typeof generalVariables>;

type Field = keyof ChangeableSettings;
type Configured = Pick<GatewayConfig, 'capture' | 'logLevel' | 'reporting' | 'viewers' | 'playground' | 'given'>;

export const CHANGEABLE_FIELDS = Object.keys(CHANGEABLE_VARIABLES) as readonly Field[];

/** The settings in force: the configuration, and over it what the database says where no variable does. */
export class LiveSettings {
  private readonly configured: ChangeableSettings;
  private inForce: ChangeableSettings;
  private stored: Partial<ChangeableSettings> = {};
  private readonly watchers = new Set<(settings: ChangeableSettings) => void>();

  constructor(private readonly config: Configured) {
    const { capture, logLevel, reporting, viewers, playground } = config;
    this.configured = {
      ...{ reportingZone: reporting.zone, captureBodies: capture.isOn, captureRetentionDays: capture.retentionDays },
      ...{ logLevel, viewersReadBodies: viewers.readBodies, playgroundAccess: playground.access },
    };
    this.inForce = this.configured;
  }

  /** To be asked each time, and not kept. */
  current(): ChangeableSettings {
    return this.inForce;
  }

  sourceOf(field: Field): 'default' | 'environment' | 'file' | 'database' {
    const given = this.config.given.get(CHANGEABLE_VARIABLES[field]);
    return given?.source ?? (this.stored[field] === undefined ? 'default' : 'database');
  }

  /** Whether a variable says it, so that the database cannot. */
  isGiven(field: Field): boolean {
    return this.config.given.has(CHANGEABLE_VARIABLES[field]);
  }

  /** Takes over what is stored now. What would not do in a variable is passed over. */
  adopt(stored: Readonly<Record<string, unknown>>): void {
    const usable = CHANGEABLE_FIELDS.flatMap((field) => {
      const value = stored[field];
      return value === undefined || this.isGiven(field) || settingProblem(field, value) !== undefined
        ? []
        : [[field, value]];
    });
    this.stored = Object.fromEntries(usable) as Partial<ChangeableSettings>;
    this.inForce = { ...this.configured, ...this.stored };
    for (const watcher of this.watchers) watcher(this.inForce);
  }

  /** Calls back with what is in force, now and after each change. */
  watch(watcher: (settings: ChangeableSettings) => void): void {
    this.watchers.add(watcher);
    watcher(this.inForce);
  }
}

/** What is wrong with a value, as the end of a sentence; undefined where nothing is. */
export function settingProblem(field: Field, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return 'has no such value';
  // Variables are text, so one schema is enough for both.
  const result = generalVariables[CHANGEABLE_VARIABLES[field]].safeParse(String(value));
  if (!result.success) return result.error.issues[0]?.message ?? 'is refused';
  return result.data === value ? undefined : `is no ${typeof result.data}`;
}

import { z } from 'zod';
import type { GatewayConfig } from './gateway-config';
import { isSecretVariable, knownNames } from './given-variables';
import { CHANGEABLE_FIELDS, CHANGEABLE_VARIABLES, type ChangeableSettings, type LiveSettings } from './live-settings';
import { generalVariables } from './variables';

/** One variable, what is in force for it, and why. */
export interface SettingRow {
  readonly name: string;
  /** As it would stand in the file; null where there is none, and of secrets always. */
  readonly value: string | null;
  readonly isSecret: boolean;
  readonly isSet: boolean;
  readonly source: 'default' | 'environment' | 'file' | 'database';
  /** Its name in a change of settings; null where a change needs a restart. */
  readonly field: keyof ChangeableSettings | null;
  readonly description: string;
}

/** All variables of an installation; secrets only as far as whether they are set. */
export function settingRows(
  { given, providers }: Pick<GatewayConfig, 'given' | 'providers'>,
  live: LiveSettings,
): SettingRow[] {
  const schemas: Readonly<Record<string, z.ZodType | undefined>> = generalVariables;
  return knownNames([...providers.keys()]).map((name) => {
    const schema = schemas[name];
    const description = (schema && z.globalRegistry.get(schema)?.description) ?? '';
    const field = CHANGEABLE_FIELDS.find((each) => CHANGEABLE_VARIABLES[each] === name) ?? null;
    const row = { name, isSecret: isSecretVariable(name), isSet: given.has(name), field, description };
    if (field) return { ...row, value: String(live.current()[field]), source: live.sourceOf(field) };
    const said = given.get(name);
    return { ...row, value: said ? (said.text ?? null) : defaultOf(schema), source: said?.source ?? 'default' };
  });
}

/** Lists are empty by default, and an empty value is none. */
function defaultOf(schema: z.ZodType | undefined): string | null {
  const { data } = schema?.safeParse(undefined) ?? {};
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? String(data) : null;
}

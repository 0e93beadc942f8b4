import type { GivenVariable } from './gateway-config';
import { generalVariables, providerVariables, SECRET_VARIABLES } from './variables';

/** The one variable for which a name that others use too stands in. */
const PORT = 'LLM_PROXY__SERVER__PORT';

/** Every variable there is, except `PORT` and `NODE_ENV`, which others use too. */
export function knownNames(providerIds: readonly string[]): readonly string[] {
  const ofProviders = providerIds.flatMap((id) => Object.values(providerVariables(id)).map(({ name }) => name));
  return [...Object.keys(generalVariables), ...ofProviders];
}

export function isSecretVariable(name: string): boolean {
  return SECRET_VARIABLES.has(name) || name.endsWith('_API_KEY');
}

/** Which known variables have a value, and from where; of secrets no more than that. */
export function givenVariables(
  values: ReadonlyMap<string, string>,
  providerIds: readonly string[],
  fromFile: ReadonlySet<string>,
): ReadonlyMap<string, GivenVariable> {
  const given = new Map<string, GivenVariable>();
  for (const name of knownNames(providerIds)) {
    const text = values.get(name) ?? (name === PORT ? values.get('PORT') : undefined);
    if (text === undefined) continue;
    given.set(name, {
      source: fromFile.has(name) ? 'file' : 'environment',
      text: isSecretVariable(name) ? undefined : text,
    });
  }
  return given;
}

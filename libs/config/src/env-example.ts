import { z } from 'zod';
import { generalVariables, providerVariables } from './variables';

export interface ProviderHint {
  readonly id: string;
  readonly label: string;
  /** Shown commented out beside the variable. */
  readonly defaultBaseUrl: string;
  readonly needsKey: boolean;
}

/** The text of `.env.example`: every variable there is, defaults commented out, secrets empty. A spec holds the file to it. */
export function renderEnvExample(providers: readonly ProviderHint[]): string {
  const lines = [
    '# Copy to .env and fill in what you need; everything here is optional outside production.',
    '# Variables of the process win over this file. An empty value counts as not set; what is commented out is the default.',
    '',
    '# --- Provider keys ---',
    ...providers.filter(({ needsKey }) => needsKey).map(({ id }) => `${providerVariables(id).apiKey.name}=`),
    '',
    '# --- Gateway ---',
  ];
  for (const [name, schema] of Object.entries(generalVariables)) {
    const fallback = schema.safeParse(undefined);
    // A default stands commented out: a copied file must not freeze it, nor outvote PORT.
    const line = fallback.success && fallback.data !== undefined ? `# ${name}=${String(fallback.data)}` : `${name}=`;
    lines.push(`# ${z.globalRegistry.get(schema)?.description ?? ''}`, line);
  }
  for (const { id, label, defaultBaseUrl, needsKey } of providers) {
    const { baseUrl, isEnabled, models, apiKey, connectMs, firstByteMs, idleMs, totalMs } = providerVariables(id);
    lines.push('', `# --- ${label} ---`, `# Default: ${defaultBaseUrl}`, `${baseUrl.name}=`);
    lines.push(
      needsKey ? '# true or false; default: on when a key is set.' : '# true or false; default: false.',
      `${isEnabled.name}=`,
    );
    lines.push(
      '# Comma list of further model names; empty: those of the catalogue, or asked of a server that lists its own.',
      `${models.name}=`,
    );
    lines.push(
      '# Time limits of this provider alone, in milliseconds; empty: those of all.',
      ...[connectMs, firstByteMs, idleMs, totalMs].map(({ name }) => `${name}=`),
    );
    if (!needsKey) lines.push('# Only for a server behind a proxy that asks for one.', `${apiKey.name}=`);
  }
  return `${lines.join('\n')}\n`;
}

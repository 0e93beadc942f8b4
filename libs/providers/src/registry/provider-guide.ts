import { providerVariables } from '@app/config';
import type { ModelFacts } from '@app/contracts';
import type { ProviderDescription } from '../spi/provider';

const CAPABILITIES: Readonly<Record<string, string>> = {
  chat: '`/v1/chat/completions`',
  images: '`/v1/images/generations`',
  responses: '`/v1/responses`',
  lists_models: 'lists its own models',
};

/** The text of `docs/providers.md`: what each provider is, and what it makes of OpenAI's fields. A spec holds the file to it. */
export function renderProviderGuide(providers: readonly ProviderDescription[]): string {
  const intro = [
    '# Providers',
    '',
    'Written from the registry by `npm run docs:providers`; change a provider in `libs/providers/src/adapters` instead.',
    '',
    'Fields a provider does not know pass as they are, and whatever it refuses is dropped or rewritten as the tables say.',
    'Each answer names the request fields that were changed for it in the header `x-gophergate-adjusted` (comma list).',
    '',
    '| Provider | Prefix | Set by | Serves | Models |',
    '|---|---|---|---|---|',
    ...providers.map(overview),
  ];
  return [...intro, ...providers.flatMap(chapter)].join('\n') + '\n';
}

function overview({ id, label, aliases, needsKey, capabilities, models }: ProviderDescription): string {
  const prefixes = [id, ...aliases].map((prefix) => `\`${prefix}/\``).join(', ');
  const { apiKey, isEnabled } = providerVariables(id);
  const variable = needsKey ? `\`${apiKey.name}\`` : `\`${isEnabled.name}=true\``;
  const served = [...capabilities].map((name) => CAPABILITIES[name] ?? name).join(', ');
  return `| ${label} | ${prefixes} | ${variable} | ${served} | ${models.length} |`;
}

function chapter({ id, label, baseUrl, models, differences }: ProviderDescription): string[] {
  const named = models.filter(({ id: name }) => !name.endsWith('/*'));
  return [
    '',
    `## ${label}`,
    '',
    `Base URL: \`${baseUrl}\` (\`${providerVariables(id).baseUrl.name}\`).`,
    '',
    '| Field | What becomes of it |',
    '|---|---|',
    ...differences.map(({ field, what }) => `| ${codes(field)} | ${what.replaceAll('|', '\\|')} |`),
    ...(named.length > 0 ? ['', `Models: ${named.map(modelText).join(', ')}.`] : []),
  ];
}

/** Names as code, what stands in brackets behind them as words. */
function codes(field: string): string {
  return field.replace(/[a-z][\w.[\]]*(?=,|$| \()/g, (name) => `\`${name}\``);
}

function modelText({ id, lifecycle: { state, shutdownAt, replacement, routesTo } }: ModelFacts): string {
  const ends = shutdownAt === null ? '' : ` ${shutdownAt.slice(0, '2026-11-22'.length)}`;
  switch (state) {
    case 'active':
      return `\`${id}\``;
    case 'deprecated':
      return `\`${id}\` (ends${ends === '' ? ' soon' : ends})`;
    case 'redirected':
      return `\`${id}\` (answered by ${routesTo ?? 'another model'})`;
    case 'shut_down':
      return `\`${id}\` (ended${ends}${replacement ? `, now ${replacement.model}` : ''})`;
  }
}

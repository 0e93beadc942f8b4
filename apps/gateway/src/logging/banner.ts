import type { ProviderStatus } from '@app/providers';

/** What a person who starts the gateway in a terminal wants to read first. */
export function banner(url: string, providers: readonly ProviderStatus[]): string {
  const reachable = url.replace('//0.0.0.0:', '//localhost:').replace('//[::]:', '//localhost:');
  const configured = providers.filter(({ isConfigured }) => isConfigured).map(({ label }) => label);
  const lines = [
    '',
    `  GopherGate is ready at ${reachable}`,
    `  OpenAI clients:  base URL ${reachable}/v1`,
    `  Providers:       ${configured.length > 0 ? configured.join(', ') : 'none yet; set a key such as OPENAI_API_KEY, or try npm run demo'}`,
    '  New client key:  ./gophergate clients create --name my-app',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

import type { ProviderRegistry, ProviderSettingsService } from '@app/providers';
import { fail, ok, warn, type Finding } from './finding';

const ASK_MS = 10_000;
const SKEW_MS = 60_000;

/** Asks each configured provider something that costs nothing. */
export async function providerAnswerChecks(
  registry: Pick<ProviderRegistry, 'list'>,
  settings: Pick<ProviderSettingsService, 'check'>,
): Promise<Finding[]> {
  const configured = registry.list().filter(({ isConfigured }) => isConfigured);
  return Promise.all(
    configured.map(async ({ id, baseUrl }) => {
      const { isOk, tookMs, problem } = await settings.check(id);
      return isOk
        ? ok(`provider ${id} (online)`, `It answered in ${tookMs} ms.`)
        : fail(
            `provider ${id} (online)`,
            problem ?? 'It did not answer.',
            `Check its key, and whether ${baseUrl} can be reached from here.`,
          );
    }),
  );
}

/** Compares this clock with that of a provider. Anybody may ask for the time, so no key is sent. */
export async function skewCheck(
  registry: Pick<ProviderRegistry, 'list'>,
  now: () => number,
  ask: typeof fetch = fetch,
): Promise<Finding> {
  const check = 'clock (online)';
  for (const { baseUrl } of registry.list().filter(({ isConfigured }) => isConfigured)) {
    const date = await dateOf(baseUrl, ask);
    if (date === undefined) continue;
    const skewSeconds = Math.round((now() - date) / 1_000);
    const message = `This clock differs by ${Math.abs(skewSeconds)} s from that of ${new URL(baseUrl).host}.`;
    return Math.abs(skewSeconds) * 1_000 <= SKEW_MS
      ? ok(check, message)
      : warn(check, message, 'Set the clock of this machine, and keep it right with NTP.');
  }
  return ok(check, 'No provider told the time.');
}

async function dateOf(url: string, ask: typeof fetch): Promise<number | undefined> {
  try {
    const answer = await ask(url, { method: 'HEAD', signal: AbortSignal.timeout(ASK_MS) });
    const date = Date.parse(answer.headers.get('date') ?? '');
    return Number.isNaN(date) ? undefined : date;
  } catch {
    // Whether it can be reached is another question, which is asked elsewhere.
    return undefined;
  }
}

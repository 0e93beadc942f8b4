import type { ModelReference } from '@app/catalog';
import type { ModelFacts } from '@app/contracts';
import type { WantedCapability } from './provider-availability.port';
import type { RouteNeeds } from './route-request';

const WHAT: Readonly<Record<WantedCapability, string>> = {
  chat: 'chat completions',
  images: 'image generation',
  responses: 'the Responses API',
};

/** A model that only speaks Responses is reached from chat by translation. */
const ENDPOINTS: Readonly<Record<WantedCapability, readonly string[]>> = {
  chat: ['chat', 'responses'],
  images: ['images'],
  responses: ['responses'],
};

/** Why a model can never serve an endpoint; undefined when it can, or when nothing is known against it. */
export function misfitOf(
  { providerId, name, facts }: ModelReference,
  wanted: WantedCapability,
  isSupported: boolean,
): string | undefined {
  if (!isSupported) return `the provider "${providerId}" of ${name} does not offer ${WHAT[wanted]} here`;
  const isKnown = facts !== undefined && facts.endpoints.length > 0;
  if (isKnown && !facts.endpoints.some((endpoint) => ENDPOINTS[wanted].includes(endpoint)))
    return `${name} is not made for ${WHAT[wanted]}`;
  return undefined;
}

/** Why a model cannot take in what this request holds; undefined when it can, or when nothing is known against it. */
export function inabilityOf({ name, facts }: ModelReference, needs: RouteNeeds | undefined): string | undefined {
  if (!facts || !needs) return undefined;
  const known = facts.modalities.input;
  const missing = known.length === 0 ? undefined : needs.inputs().find((kind) => !known.includes(kind));
  if (missing !== undefined) return `${name} takes no ${missing} input`;
  const room = roomOf(facts);
  if (room === undefined || needs.chars() <= room) return undefined;
  const tokens = needs.promptTokens();
  return tokens > room ? `the prompt's ${tokens} tokens are more than the ${room} that ${name} takes` : undefined;
}

/** Tokens of the longest prompt. */
function roomOf({ maxInputTokens, contextWindowTokens }: ModelFacts): number | undefined {
  return maxInputTokens ?? contextWindowTokens ?? undefined;
}

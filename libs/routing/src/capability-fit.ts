import type { ModelReference } from '@app/catalog';
import type { WantedCapability } from './provider-availability.port';

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

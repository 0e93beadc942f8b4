import type { LiveFilter, LiveRequestEvent } from '@app/contracts';
import type { NotedEvent } from './noted-event';

/**
 * Whether a reader wants an event. What is not known of a request yet matches no filter on it; changes of the configuration
 * concern everybody, and a breaker everybody who does not look at another provider.
 */
export function isWanted(filter: LiveFilter, noted: NotedEvent): boolean {
  const { event } = noted;
  switch (event.type) {
    case 'config_changed':
      return true;
    case 'breaker':
      return filter.provider === undefined || filter.provider === event.providerId;
    case 'request_started':
    case 'first_token':
    case 'request_ended':
      return concerns(filter, event) && (filter.text === undefined || noted.haystack.includes(filter.text));
  }
}

/** Filters that select the same have the same key. Call it on what `normalized` returns. */
export function keyOf({ client, model, provider, group, outcome, minStatus, text }: LiveFilter): string {
  return JSON.stringify([client, model, provider, group, outcome, minStatus, text]);
}

/** With its text in the form in which events are searched. */
export function normalized(filter: LiveFilter): LiveFilter {
  return filter.text === undefined ? filter : { ...filter, text: filter.text.toLowerCase() };
}

function concerns(
  { client, model, provider, group, outcome, minStatus }: LiveFilter,
  event: LiveRequestEvent,
): boolean {
  if (client !== undefined && client !== event.clientId && client !== event.clientName) return false;
  if (model !== undefined && !modelsOf(event).includes(model)) return false;
  if (group !== undefined && !groupsOf(event).includes(group)) return false;
  if (provider !== undefined && (event.type === 'request_started' || event.providerId !== provider)) return false;
  if (outcome === undefined && minStatus === undefined) return true;
  if (event.type !== 'request_ended') return false;
  return (outcome === undefined || event.outcome === outcome) && event.status >= (minStatus ?? 0);
}

function modelsOf(event: LiveRequestEvent): (string | null)[] {
  if (event.type === 'request_started') return [event.askedModel];
  return [event.askedModel, event.sentModel, event.type === 'request_ended' ? event.servedModel : null];
}

/** The name that was asked for may be a group's. */
function groupsOf(event: LiveRequestEvent): (string | null)[] {
  if (event.type === 'request_started') return [event.askedModel];
  return [event.askedModel, event.groupName, ...(event.route?.split('>').slice(0, -1) ?? [])];
}

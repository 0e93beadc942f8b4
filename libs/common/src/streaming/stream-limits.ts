/** The largest single event or array element taken from a provider, in characters. */
export const MAX_EVENT_CHARS = 8 * 1024 * 1024;

/** A provider's stream is not what it claims to be; the transport turns this into an upstream error. */
export class MalformedStreamError extends Error {
  override readonly name = 'MalformedStreamError';
}

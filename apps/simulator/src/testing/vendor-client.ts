import { isJsonObject, objectFrom, objectsIn, type JsonObject } from '../json-object';
import type { Simulator } from '../simulator.server';
import type { VendorId } from '../vendor';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: JsonObject;
}

export interface AskOptions {
  readonly key?: string;
  readonly control?: string;
  readonly signal?: AbortSignal;
}

/** Speaks to a running simulator as a gateway would: one vendor, its base URL, its kind of key. */
export function vendorClient(simulator: () => Simulator, vendor: VendorId) {
  const headersOf = ({ key = 'sim-key', control }: AskOptions): Record<string, string> => ({
    'content-type': 'application/json',
    ...(key === '' ? {} : vendor === 'gemini' ? { 'x-goog-api-key': key } : { authorization: `Bearer ${key}` }),
    ...(control === undefined ? {} : { 'x-simulator': control }),
  });
  const open = (path: string, body: unknown, options: AskOptions = {}): Promise<Response> =>
    fetch(simulator().baseUrlOf(vendor) + path, {
      method: 'POST',
      headers: headersOf(options),
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: options.signal,
    });
  return {
    open,
    post: async (path: string, body: unknown, options?: AskOptions): Promise<Answered> =>
      answered(await open(path, body, options)),
    get: async (path: string, options: AskOptions = {}): Promise<Answered> =>
      answered(await fetch(simulator().baseUrlOf(vendor) + path, { headers: headersOf(options) })),
    chat: async (body: unknown, options?: AskOptions): Promise<Answered> =>
      answered(await open('/chat/completions', body, options)),
  };
}

export function userSays(content: string): { role: string; content: string }[] {
  return [{ role: 'user', content }];
}

/** The JSON of every `data:` line; [DONE] left out. */
export function eventsIn(text: string): JsonObject[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line) => objectFrom(JSON.parse(line.slice('data: '.length))));
}

export function firstChoice(body: JsonObject): JsonObject {
  return objectsIn(body.choices)[0] ?? {};
}

export function messageOf(body: JsonObject): JsonObject {
  return objectFrom(firstChoice(body).message);
}

/** The joined text of one delta field over a chat stream. */
export function deltaText(events: readonly JsonObject[], field = 'content'): string {
  return events
    .map((event) => objectFrom(firstChoice(event).delta)[field])
    .filter((text) => typeof text === 'string')
    .join('');
}

/** The last usage that is not null, wherever the vendor puts it. */
export function lastUsage(events: readonly JsonObject[]): JsonObject {
  return objectFrom(events.map((event) => event.usage ?? firstChoice(event).usage).findLast(isJsonObject));
}

export const WEATHER_TOOL = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' }, unit: { type: 'string' } },
      required: ['city', 'days'],
    },
  },
};

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): JsonObject {
  try {
    return objectFrom(JSON.parse(text));
  } catch {
    return {}; // A stream, or broken on purpose.
  }
}

import type { ChatCompletionRequest } from '@app/contracts';
import { JsonDocument } from '@app/common';
import type { ChatCall } from '../spi/chat';
import { defineProvider, type ProviderDescription, type ProviderQuirks } from '../spi/provider';

const REQUEST: ChatCompletionRequest = { model: 'asked', messages: [{ role: 'user', content: 'Hello' }] };

/** A call for specs: the request as it would have come over the wire. */
export function callOf(request: Partial<ChatCompletionRequest> = {}, model = 'sent'): ChatCall {
  const document = JsonDocument.parse(Buffer.from(JSON.stringify({ ...REQUEST, ...request })));
  return {
    clientId: 'client-1',
    document,
    request: document.value as ChatCompletionRequest,
    model,
    facts: undefined,
    isStream: request.stream === true,
    completionId: 'chatcmpl-ours',
    createdAtSeconds: 1_760_000_000,
  };
}

/** A provider for specs, which exists nowhere else. */
export function providerOf(quirks: ProviderQuirks = {}): ProviderDescription {
  return defineProvider({
    id: 'acme',
    label: 'Acme',
    dialect: 'openai',
    baseUrl: 'http://127.0.0.1:1/v1',
    capabilities: new Set(['chat']),
    models: [],
    quirks,
  });
}

/** The text in pieces of `size` bytes, as a network may cut it. */
export function pieces(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

/** The JSON of each event of a stream in OpenAI's form. */
export function eventsOf(wire: string): unknown[] {
  return wire
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.replace(/^data: /, '')) as unknown);
}

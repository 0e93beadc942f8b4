import type {
  ResponseCreateParamsNonStreaming,
  ResponseCreateParamsStreaming,
} from 'openai/resources/responses/responses';
import { isRecord, type JsonObject } from '@app/common';
import type { RecordedCase } from '../cases/recorded-case';
import { askOnce, type Answer } from './tapped-client';

export interface SeenResponse {
  /** The items of the answer; those of a stream as they were finished, where its last event repeats none. */
  readonly items: JsonObject[];
  status: string | undefined;
  model: string | undefined;
  usage: JsonObject | undefined;
}

/** Asks `/v1/responses`, with or without a stream. */
export function askResponses(
  gateway: { readonly url: string; readonly key: string },
  recorded: RecordedCase,
  model: string,
): Promise<Answer<SeenResponse>> {
  const given = recorded.request?.['input'] === undefined ? { input: 'Say hello.' } : recorded.request;
  const request: unknown = { ...given, model, stream: recorded.isStream };
  const nothing: SeenResponse = { items: [], status: undefined, model: undefined, usage: undefined };
  return askOnce(gateway, nothing, async (client, seen) => {
    if (recorded.isStream) {
      const events = await client.responses.create(request as ResponseCreateParamsStreaming);
      for await (const event of events) addEvent(seen, event);
    } else {
      addResponse(seen, await client.responses.create(request as ResponseCreateParamsNonStreaming));
    }
  });
}

function addEvent(seen: SeenResponse, event: unknown): void {
  if (!isRecord(event)) return;
  if (event['type'] === 'response.output_item.done' && isRecord(event['item'])) seen.items.push(event['item']);
  addResponse(seen, event['response']);
}

function addResponse(seen: SeenResponse, response: unknown): void {
  if (!isRecord(response)) return;
  const { status, model, usage, output } = response;
  if (typeof status === 'string') seen.status = status;
  if (typeof model === 'string') seen.model = model;
  if (isRecord(usage)) seen.usage = usage;
  if (Array.isArray(output) && output.length > 0) seen.items.splice(0, Infinity, ...output.filter(isRecord));
}

import type { ChatUsage, ResponseObject } from '@app/contracts';
import { isRecord } from '@app/common';
import type { StreamItem, Translator } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import type { ResponseSummary } from '../../spi/responses';
import { asServiceTier } from '../../spi/chat-usage';
import { brokenStream } from '../../spi/upstream-failures';
import { failureInBody } from '../../failures/upstream-failure';
import { PassedEvents } from '../openai/passed-events';
import { failureInResponseObject, isFinal } from './response-failure';
import { chatUsageOfResponse } from './responses.usage';

/** Events whose `delta` is something the model wrote. */
const WRITTEN =
  /^response\.(?:output_text|refusal|function_call_arguments|custom_tool_call_input|reasoning\w*)\.delta$/;

/** A stream of the Responses API: passed as it came, watched for its id, its usage and its end. */
export class PassedResponseStream implements Translator<ResponseSummary> {
  private response: ResponseObject = {};
  private usage: ChatUsage | undefined;
  private failure: Error | undefined;
  private isFinished = false;
  private sequenceNumber = -1;
  private text = '';
  private readonly events: PassedEvents;

  /** `follow` is shown every event, with its type. */
  constructor(
    private readonly provider: ProviderDescription,
    follow?: (type: string, data: Record<string, unknown>) => void,
  ) {
    this.events = new PassedEvents(provider.id, (data, event) => {
      const type = typeof data['type'] === 'string' ? data['type'] : (event ?? '');
      this.watch(data, type);
      follow?.(type, data);
    });
  }

  push(bytes: Buffer): StreamItem {
    this.text = '';
    const item = this.events.push(bytes);
    return { text: this.text, ...item };
  }

  end(): StreamItem {
    this.text = '';
    const item = this.events.end();
    const isBroken = !this.isFinished && item.failure === undefined;
    return { text: this.text, ...item, ...(isBroken ? { failure: brokenStream(this.provider.id) } : {}) };
  }

  summary(): ResponseSummary {
    const { response, usage, failure, isFinished, sequenceNumber } = this;
    return {
      response,
      usage,
      serviceTier: asServiceTier(response['service_tier']),
      failure,
      isFinished,
      sequenceNumber,
    };
  }

  private watch(data: Record<string, unknown>, type: string): void {
    if (typeof data['sequence_number'] === 'number') this.sequenceNumber = data['sequence_number'];
    if (WRITTEN.test(type) && typeof data['delta'] === 'string') this.text += data['delta'];
    if (type === 'error') {
      // A `response.failed` may follow, or nothing at all: the provider has had its say.
      this.failure = failureInBody(this.provider, { error: isRecord(data['error']) ? data['error'] : data });
      this.isFinished = true;
    }
    const { response } = data;
    if (!isRecord(response)) return;
    this.response = response;
    this.usage = chatUsageOfResponse(response['usage']) ?? this.usage;
    this.failure = failureInResponseObject(response, this.provider) ?? this.failure;
    if (isFinal(response)) this.isFinished = true;
  }
}

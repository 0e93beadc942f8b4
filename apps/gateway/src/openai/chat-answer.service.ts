import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@app/common';
import type { ChatCompletionRequest } from '@app/contracts';
import { CompletionService, type ChatExchange } from '@app/gateway';
import type { GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { checkedBody } from './dto/checked-body';

const CHECKED_FIELDS = ['model', 'messages', 'stream', 'stream_options', 'tools'] as const;

/** A body as chat completions take it. @throws InvalidRequestError */
export function checkedChat(body: JsonObject): ChatCompletionRequest {
  return checkedBody<ChatCompletionRequest>(body, ChatCompletionDto, CHECKED_FIELDS);
}

/** Has a chat completed and writes the answer, in one piece or as a stream, whoever asked. */
@Injectable()
export class ChatAnswers {
  constructor(private readonly completions: CompletionService) {}

  /** @throws GatewayError, before anything is written */
  async answer(exchange: ChatExchange, response: GatewayResponse): Promise<void> {
    if (exchange.request.stream !== true) {
      sendJson(response, await this.completions.complete(exchange));
      return;
    }
    const writer = new SseWriter(response);
    const { headers, events } = await this.completions.stream(exchange, writer.ready);
    await writer.write(events, headers);
  }
}

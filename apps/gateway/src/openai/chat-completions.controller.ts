import { Controller, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { ChatCompletionRequest } from '@app/contracts';
import { CompletionService } from '@app/gateway';
import { ExchangeAcceptor } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { checkedBody } from './dto/checked-body';

const ENDPOINT = '/v1/chat/completions';
const CHECKED_FIELDS = ['model', 'messages', 'stream', 'stream_options', 'tools'] as const;

@Controller(ENDPOINT)
@Access('client')
export class ChatCompletionsController {
  constructor(
    private readonly exchanges: ExchangeAcceptor,
    private readonly completions: CompletionService,
  ) {}

  @Post()
  async create(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.exchanges.accept(request, response, ENDPOINT, (body) =>
      checkedBody<ChatCompletionRequest>(body, ChatCompletionDto, CHECKED_FIELDS),
    );
    if (exchange.request.stream !== true) {
      sendJson(response, await this.completions.complete(exchange));
      return;
    }
    const writer = new SseWriter(response);
    const { headers, events } = await this.completions.stream(exchange, writer.ready);
    await writer.write(events, headers);
  }
}

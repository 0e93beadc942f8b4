import { Controller, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { ChatCompletionRequest } from '@app/contracts';
import { CompletionService, type ChatExchange } from '@app/gateway';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { RequestBodyReader } from '../http/request-body.reader';
import { SseWriter } from '../http/sse.writer';
import { ChatCompletionDto } from './dto/chat-completion.dto';
import { checkedBody } from './dto/checked-body';

const CHECKED_FIELDS = ['model', 'messages', 'stream', 'stream_options', 'tools'] as const;

@Controller('v1/chat/completions')
@Access('client')
export class ChatCompletionsController {
  constructor(
    private readonly bodies: RequestBodyReader,
    private readonly completions: CompletionService,
  ) {}

  @Post()
  async create(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.accept(request, response);
    if (exchange.request.stream === true) {
      const writer = new SseWriter(response);
      const { headers, events } = await this.completions.stream(exchange, writer.ready);
      await writer.write(events, headers);
      return;
    }
    const { headers, body } = await this.completions.complete(exchange);
    response.writeHead(200, {
      ...headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }

  private async accept(request: ClientRequest, response: GatewayResponse): Promise<ChatExchange> {
    const caller = { ...request.gateway, client: request.user };
    try {
      const document = await this.bodies.read(request, response);
      const body = checkedBody<ChatCompletionRequest>(document.value, ChatCompletionDto, CHECKED_FIELDS);
      return { ...caller, document, request: body, abort: abortOnClose(response) };
    } catch (error) {
      this.completions.refuse(caller, error);
      throw error;
    }
  }
}

/** Aborts when the caller goes away before the answer is complete. */
function abortOnClose(response: GatewayResponse): AbortController {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  if (response.destroyed) abort.abort();
  return abort;
}

import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { JsonObject } from '@app/common';
import type { ResponsesRequest } from '@app/contracts';
import { ResponseService } from '@app/gateway';
import { ExchangeAcceptor } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';
import { checkedBody } from './dto/checked-body';
import { ResponseDto } from './dto/response.dto';

const ENDPOINT = '/v1/responses';
const CHECKED_FIELDS = ['model', 'stream', 'store', 'background', 'previous_response_id'] as const;

/** The Responses API of the providers that have one, passed through. */
@Controller(ENDPOINT)
@Access('client')
export class ResponsesController {
  constructor(
    private readonly exchanges: ExchangeAcceptor,
    private readonly responses: ResponseService,
  ) {}

  @Post()
  async create(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.exchanges.accept(request, response, ENDPOINT, checked);
    if (exchange.request.stream !== true) {
      sendJson(response, await this.responses.create(exchange, ''));
      return;
    }
    const writer = new SseWriter(response);
    const { headers, events } = await this.responses.stream(exchange, writer.ready);
    await writer.write(events, headers, { isDoneSent: false });
  }

  @Post('input_tokens')
  @HttpCode(200)
  async countInput(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.exchanges.accept(request, response, `${ENDPOINT}/input_tokens`, checked);
    sendJson(response, await this.responses.create(exchange, 'input_tokens'));
  }

  @Post('compact')
  @HttpCode(200)
  async compact(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.exchanges.accept(request, response, `${ENDPOINT}/compact`, checked);
    sendJson(response, await this.responses.create(exchange, 'compact'));
  }
}

function checked(body: JsonObject): ResponsesRequest {
  return checkedBody<ResponsesRequest>(body, ResponseDto, CHECKED_FIELDS);
}

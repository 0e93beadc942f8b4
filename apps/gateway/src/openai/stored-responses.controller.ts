import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { StoredResponseService, type StoredExchange } from '@app/gateway';
import { abortOnClose } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';

const ENDPOINT = '/v1/responses/{id}';
const WANTS_STREAM = /(?:^|&)stream=true(?:&|$)/;

type Call = Pick<StoredExchange['call'], 'method' | 'operation'>;

/** Responses that the provider keeps: only the client that made one reaches it. */
@Controller('v1/responses/:id')
@Access('client')
export class StoredResponsesController {
  constructor(private readonly responses: StoredResponseService) {}

  @Get()
  async retrieve(
    @Req() request: ClientRequest,
    @Res() response: GatewayResponse,
    @Param('id') id: string,
  ): Promise<void> {
    const exchange = exchangeOf(request, response, id, { method: 'GET', operation: '' });
    if (!WANTS_STREAM.test(exchange.call.query)) {
      sendJson(response, await this.responses.answer(exchange));
      return;
    }
    const writer = new SseWriter(response);
    const { headers, events } = await this.responses.stream(exchange, writer.ready);
    await writer.write(events, headers, { isDoneSent: false });
  }

  @Delete()
  async remove(
    @Req() request: ClientRequest,
    @Res() response: GatewayResponse,
    @Param('id') id: string,
  ): Promise<void> {
    const exchange = exchangeOf(request, response, id, { method: 'DELETE', operation: '' });
    sendJson(response, await this.responses.answer(exchange));
  }

  @Post('cancel')
  async cancel(
    @Req() request: ClientRequest,
    @Res() response: GatewayResponse,
    @Param('id') id: string,
  ): Promise<void> {
    const exchange = exchangeOf(request, response, id, { method: 'POST', operation: 'cancel' });
    sendJson(response, await this.responses.answer(exchange));
  }

  @Get('input_items')
  async listInput(
    @Req() request: ClientRequest,
    @Res() response: GatewayResponse,
    @Param('id') id: string,
  ): Promise<void> {
    const exchange = exchangeOf(request, response, id, { method: 'GET', operation: 'input_items' });
    sendJson(response, await this.responses.answer(exchange));
  }
}

function exchangeOf(request: ClientRequest, response: GatewayResponse, responseId: string, call: Call): StoredExchange {
  const question = request.url.indexOf('?');
  const query = question === -1 ? '' : request.url.slice(question + 1);
  return {
    ...request.gateway,
    client: request.user,
    endpoint: call.operation === '' ? ENDPOINT : `${ENDPOINT}/${call.operation}`,
    call: { ...call, responseId, query },
    abort: abortOnClose(response),
  };
}

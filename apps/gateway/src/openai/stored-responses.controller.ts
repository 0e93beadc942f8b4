import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { InvalidRequestError } from '@app/common';
import { StoredResponseService, type StoredExchange } from '@app/gateway';
import { abortOnClose } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';

const ENDPOINT = '/v1/responses/{id}';

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
    if (!wantsStream(exchange.call.query)) {
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

/** As the provider will read it. @throws InvalidRequestError for a value that it may read otherwise */
function wantsStream(query: string): boolean {
  const values = new URLSearchParams(query).getAll('stream');
  if (values.some((value) => value !== 'true' && value !== 'false') || values.length > 1)
    throw new InvalidRequestError('"stream" in the query is true or false, once.', 'stream', 'invalid_value');
  return values[0] === 'true';
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

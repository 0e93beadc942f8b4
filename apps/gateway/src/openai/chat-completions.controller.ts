import { Controller, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { ExchangeAcceptor } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { ChatAnswers, checkedChat } from './chat-answer.service';

const ENDPOINT = '/v1/chat/completions';

@Controller(ENDPOINT)
@Access('client')
export class ChatCompletionsController {
  constructor(
    private readonly exchanges: ExchangeAcceptor,
    private readonly answers: ChatAnswers,
  ) {}

  @Post()
  async create(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    await this.answers.answer(await this.exchanges.accept(request, response, ENDPOINT, checkedChat), response);
  }
}

import { Controller, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { PLAYGROUND_CLIENT } from '@app/common';
import type { Actor } from '@app/contracts';
import { Playground } from '@app/gateway';
import { ExchangeAcceptor } from '../../http/exchange.acceptor';
import type { GatewayResponse } from '../../http/gateway-request';
import { ChatAnswers, checkedChat } from '../../openai/chat-answer.service';
import { ActingUser, type AdminRequest } from '../http/acting-user.decorator';
import { Documented } from '../http/documented.decorator';
import { A_PLAYGROUND_ANSWER, A_PLAYGROUND_REQUEST } from './playground.examples';

const ENDPOINT = '/api/playground/chat';

/** No `AdminController`: the body is read as on /v1, because it is sent on as it came. */
@Controller('api/playground')
@Access('playground')
export class PlaygroundController {
  constructor(
    private readonly exchanges: ExchangeAcceptor,
    private readonly playground: Playground,
    private readonly answers: ChatAnswers,
  ) {}

  @Post('chat')
  @Documented({
    summary: 'Send a chat as /v1/chat/completions would, for what it costs; a stream too, and hanging up cancels it',
    description: 'It is booked on the client "playground", or on the one that is named, whose limits then hold.',
    request: 'PlaygroundChatRequest',
    response: 'PlaygroundChatAnswer',
    example: { request: A_PLAYGROUND_REQUEST, response: A_PLAYGROUND_ANSWER },
  })
  async chat(
    @ActingUser() actor: Actor,
    @Req() request: AdminRequest,
    @Res() response: GatewayResponse,
  ): Promise<void> {
    const asked = Object.assign(request, { user: PLAYGROUND_CLIENT });
    const exchange = await this.exchanges.accept(asked, response, ENDPOINT, checkedChat);
    await this.answers.answer(await this.playground.booked(actor, exchange), response);
  }
}

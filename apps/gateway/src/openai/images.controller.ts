import { Controller, Post, Req, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import type { ImageRequest } from '@app/contracts';
import { ImageService } from '@app/gateway';
import { ExchangeAcceptor } from '../http/exchange.acceptor';
import type { ClientRequest, GatewayResponse } from '../http/gateway-request';
import { sendJson } from '../http/json-answer';
import { SseWriter } from '../http/sse.writer';
import { checkedBody } from './dto/checked-body';
import { ImageGenerationDto } from './dto/image-generation.dto';

const ENDPOINT = '/v1/images/generations';
const CHECKED_FIELDS = ['model', 'prompt', 'n', 'size', 'quality', 'response_format', 'stream'] as const;

@Controller(ENDPOINT)
@Access('client')
export class ImagesController {
  constructor(
    private readonly exchanges: ExchangeAcceptor,
    private readonly images: ImageService,
  ) {}

  @Post()
  async create(@Req() request: ClientRequest, @Res() response: GatewayResponse): Promise<void> {
    const exchange = await this.exchanges.accept(request, response, ENDPOINT, (body) =>
      checkedBody<ImageRequest>(body, ImageGenerationDto, CHECKED_FIELDS),
    );
    if (exchange.request.stream !== true) {
      sendJson(response, await this.images.draw(exchange));
      return;
    }
    const writer = new SseWriter(response);
    const { headers, events } = await this.images.stream(exchange, writer.ready);
    await writer.write(events, headers, { isDoneSent: false });
  }
}

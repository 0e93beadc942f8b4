import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@app/common';
import { RequestRecorder, type BodyExchange, type Exchange } from '@app/gateway';
import { BodyCapture } from '@app/telemetry';
import { tapAnswer } from './answer-tap';
import type { ClientRequest, GatewayResponse } from './gateway-request';
import { RequestBodyReader } from './request-body.reader';

/** Takes a client's request in: its caller, its body, and what happens when the caller goes away. */
@Injectable()
export class ExchangeAcceptor {
  constructor(
    private readonly bodies: RequestBodyReader,
    private readonly recorder: RequestRecorder,
    private readonly bodyCapture: BodyCapture,
  ) {}

  /** Reads the body and has `checked` look at it. @throws GatewayError, after the refusal is on record */
  async accept<Body>(
    request: ClientRequest,
    response: GatewayResponse,
    endpoint: string,
    checked: (body: JsonObject) => Body,
  ): Promise<BodyExchange<Body>> {
    const exchange: Exchange = { ...request.gateway, client: request.user, endpoint };
    try {
      const document = await this.bodies.read(request, response);
      const capture = this.bodyCapture.begin(exchange.requestId, document.bytes);
      if (capture) tapAnswer(response, capture);
      return { ...exchange, document, request: checked(document.value), abort: abortOnClose(response) };
    } catch (error) {
      return this.recorder.refuse(exchange, error);
    }
  }
}

/** Aborts when the caller goes away before the answer is complete. */
export function abortOnClose(response: GatewayResponse): AbortController {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  if (response.destroyed) abort.abort();
  return abort;
}

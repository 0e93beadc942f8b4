import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import {
  BodyTooLargeError,
  ClientGoneError,
  InvalidRequestError,
  JsonDocument,
  TemporarilyUnavailableError,
  UnsupportedMediaTypeError,
} from '@app/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '@app/config';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** Reads JSON bodies after the caller is known, within a limit for each and one for all together. */
@Injectable()
export class RequestBodyReader {
  private bytesInFlight = 0;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'limits'>) {}

  /** @throws GatewayError of status 400, 413, 415 or 503 */
  async read(request: IncomingMessage): Promise<JsonDocument> {
    const { maxBodyBytes, maxBodyBytesInFlight } = this.config.limits;
    checkHeaders(request);
    const announced = Number(request.headers['content-length'] ?? 0);
    // Refused before a byte is read; what still comes is thrown away.
    if (announced > maxBodyBytes) throw this.refusal(request, new BodyTooLargeError(maxBodyBytes));
    if (this.bytesInFlight + announced > maxBodyBytesInFlight) {
      throw this.refusal(request, new TemporarilyUnavailableError('Room for a body of this size', 'overloaded'));
    }
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        parts.push(part);
        size += part.length;
        this.bytesInFlight += part.length;
        if (size > maxBodyBytes) throw this.refusal(request, new BodyTooLargeError(maxBodyBytes));
      }
    } catch (error) {
      throw request.destroyed && !(error instanceof BodyTooLargeError) ? new ClientGoneError() : error;
    } finally {
      this.bytesInFlight -= size;
    }
    return JsonDocument.parse(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
  }

  private refusal<E extends Error>(request: IncomingMessage, error: E): E {
    request.resume();
    return error;
  }
}

function checkHeaders({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type === undefined)
    throw new InvalidRequestError('Say "Content-Type: application/json".', null, 'missing_content_type');
  if (!JSON_TYPE.test(type)) throw new UnsupportedMediaTypeError(`Content type "${type.slice(0, 100)}"`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new UnsupportedMediaTypeError(`Content encoding "${encoding.slice(0, 100)}"`);
}

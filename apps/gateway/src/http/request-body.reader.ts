import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
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

  constructor(
    @Inject(GATEWAY_CONFIG)
    private readonly config: {
      readonly limits: Pick<GatewayConfig['limits'], 'maxBodyBytes' | 'maxBodyBytesInFlight'>;
    },
  ) {}

  /**
   * Reads and parses the body. Its bytes count against the common limit until the answer is done, because the request
   * keeps them that long.
   * @throws GatewayError of status 400, 413, 415, 499 or 503
   */
  async read(
    request: IncomingMessage,
    response: ServerResponse,
    maxBodyBytes = this.config.limits.maxBodyBytes,
  ): Promise<JsonDocument> {
    const { maxBodyBytesInFlight } = this.config.limits;
    // A connection that ended while its key was looked up says nothing any more.
    if (response.destroyed) throw new ClientGoneError();
    checkHeaders(request);
    const announced = Number(request.headers['content-length'] ?? 0);
    // Refused before a byte is read.
    if (announced > maxBodyBytes) throw this.tooLarge(maxBodyBytes);
    if (this.bytesInFlight + announced > maxBodyBytesInFlight) throw noRoom();
    let held = 0;
    response.once('close', () => {
      this.bytesInFlight -= held;
    });
    const hold = (bytes: number): void => {
      held += bytes;
      this.bytesInFlight += bytes;
      if (held > maxBodyBytes) throw this.tooLarge(maxBodyBytes);
      // Bodies that arrive side by side, or did not announce their size, found room at first.
      if (this.bytesInFlight > maxBodyBytesInFlight) throw noRoom();
    };
    return JsonDocument.parse(await bytesOf(request, hold));
  }

  private tooLarge(maxBytes: number): BodyTooLargeError {
    return maxBytes === this.config.limits.maxBodyBytes
      ? new BodyTooLargeError(maxBytes)
      : new BodyTooLargeError(maxBytes, '');
  }
}

function noRoom(): TemporarilyUnavailableError {
  return new TemporarilyUnavailableError('Room for a body of this size', 'overloaded');
}

/** All bytes of a body; what `onPart` throws ends the reading. Whatever still comes then is thrown away, so that the answer can be read. */
function bytesOf(request: IncomingMessage, onPart: (bytes: number) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const take = (part: Buffer): void => {
      try {
        onPart(part.length);
        parts.push(part);
      } catch (error) {
        request.off('data', take).resume();
        reject(error);
      }
    };
    request.on('data', take);
    request.once('end', () => {
      resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    });
    request.once('close', () => {
      // After `end` this changes nothing.
      reject(new ClientGoneError());
    });
  });
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

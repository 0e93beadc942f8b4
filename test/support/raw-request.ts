import { request, type ClientRequest, type OutgoingHttpHeaders } from 'node:http';
import { answerFrom, type Answer } from './answer';

export interface RawRequest {
  readonly url: string;
  /** Instead of the path in the address, and not tidied up. */
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Writes the body; has to end the request, unless that is the point. */
  readonly send: (outgoing: ClientRequest) => void;
}

/** A request that no well-behaved client would make, on a connection of its own. */
export function rawRequest({ url, path, method = 'POST', headers = {}, send }: RawRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { ...(path === undefined ? {} : { path }), method, headers, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () => {
          outgoing.destroy();
          const pairs = Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          resolve(answerFrom(response.statusCode ?? 0, new Headers(pairs), Buffer.concat(parts).toString('utf8')));
        });
        response.once('error', reject);
      },
    );
    // A server that has answered may close while we still write.
    outgoing.once('error', reject);
    send(outgoing);
  });
}

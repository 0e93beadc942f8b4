import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

/**
 * The least a proxy in Node can do: read the body, parse it and write it again, forward it through a pool, pass the
 * answer on. No keys, no routing, no ledger.
 */
const upstream = new Pool(process.argv[2] ?? '', { connections: 256, pipelining: 1 });

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = JSON.stringify(JSON.parse(Buffer.concat(parts).toString('utf8')));
    upstream
      .request({ method: 'POST', path: '/v1/chat/completions', headers: { 'content-type': 'application/json' }, body })
      .then(
        (answer) => {
          response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
          answer.body.pipe(response);
        },
        () => response.writeHead(502).end(),
      );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

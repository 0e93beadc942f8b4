import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SSE_EVENTS } from './scenarios';

/**
 * The cheapest provider there can be: fixed bytes, no parsing. `x-paced` models send an event every 20 ms until the reader
 * leaves, `x-short` ones a few.
 */
const JSON_ANSWER = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'gpt-4o-2024-08-06',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'The capital of France is Paris.', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 24,
      completion_tokens: 8,
      total_tokens: 32,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  }),
);

const chunk = (fields: object): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'gpt-4o-2024-08-06', system_fingerprint: 'fp_bench', ...fields })}\n\n`;
const DELTA = Buffer.from(
  chunk({ choices: [{ index: 0, delta: { content: ' token' }, logprobs: null, finish_reason: null }], usage: null }),
);
const LAST = Buffer.from(
  chunk({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }], usage: null }) +
    chunk({ choices: [], usage: { prompt_tokens: 24, completion_tokens: SSE_EVENTS, total_tokens: 24 + SSE_EVENTS } }) +
    'data: [DONE]\n\n',
);
const PACE_MS = 20;
const SHORT_EVENTS = 6;

/** One event a turn of the loop, as a vendor's network would deliver them: each is a read of its own for the reader. */
function sendEvents(response: ServerResponse, left: number): void {
  if (left === 0) {
    response.end(LAST);
    return;
  }
  response.write(DELTA);
  setImmediate(sendEvents, response, left - 1);
}

function sendForEver(response: ServerResponse): void {
  const timer = setInterval(() => response.write(DELTA), PACE_MS);
  response.once('close', () => {
    clearInterval(timer);
    // The monotonic clock is the machine's, so the other process can subtract.
    process.send?.({ closedAtNs: process.hrtime.bigint().toString() });
  });
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    if (!body.includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': JSON_ANSWER.length });
      response.end(JSON_ANSWER);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (body.includes('x-paced')) sendForEver(response);
    else sendEvents(response, body.includes('x-short') ? SHORT_EVENTS : SSE_EVENTS);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VendorId } from '../../apps/simulator/src/vendor';

/** What every answer says of itself. */
export interface SaidOfAnswers {
  readonly model: string;
  readonly service_tier?: string;
}

export interface AnsweringVendor {
  baseUrlOf(vendor: VendorId): string;
  /** For all answers from now on. */
  says(said: SaidOfAnswers): void;
  close(): Promise<void>;
}

const USAGE = { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 };

/** Speaks chat completions, and says of its answers what a spec wants to hear; each costs 1,000 fresh and 100 written tokens. */
export async function startAnsweringVendor(): Promise<AnsweringVendor> {
  let said: SaidOfAnswers = { model: 'm' };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const isStream = /"stream":\s*true/.test(Buffer.concat(parts).toString('utf8'));
      response
        .writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' })
        .end(isStream ? streamOf(said) : answerOf(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrlOf: (vendor) => `http://127.0.0.1:${port}/${vendor}`,
    says: (next) => {
      said = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerOf(said: SaidOfAnswers): string {
  const message = { role: 'assistant', content: 'yes' };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, ...said, choices, usage: USAGE });
}

function streamOf(said: SaidOfAnswers): string {
  const head = { id: 'x', object: 'chat.completion.chunk', created: 1, ...said };
  const delta = { role: 'assistant', content: 'yes' };
  const chunks = [
    { ...head, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { ...head, choices: [], usage: USAGE },
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}

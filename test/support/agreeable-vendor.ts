import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VendorId } from '../../apps/simulator/src/vendor';

export interface AgreeableVendor {
  baseUrlOf(vendor: VendorId): string;
  close(): Promise<void>;
}

const CHUNK = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' };
const OPENAI = {
  json: JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'yes' }, finish_reason: 'stop' }],
  }),
  stream: `data: ${JSON.stringify({ ...CHUNK, choices: [{ index: 0, delta: { role: 'assistant', content: 'yes' }, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
};
const CANDIDATE = JSON.stringify({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'yes' }] }, finishReason: 'STOP' }],
});
const RESPONSE = {
  id: 'x',
  object: 'response',
  status: 'completed',
  model: 'm',
  output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'yes' }] }],
};
const RESPONSES = {
  json: JSON.stringify(RESPONSE),
  stream: `data: ${JSON.stringify({ type: 'response.completed', response: RESPONSE, sequence_number: 0 })}\n\n`,
};
const GEMINI = { json: CANDIDATE, stream: `data: ${CANDIDATE}\n\n` };

/** Says yes to whatever it is asked and never tells its usage: every failure on the way is the gateway's own. */
export async function startAgreeableVendor(): Promise<AgreeableVendor> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const url = request.url ?? '';
      const dialect = url.startsWith('/gemini') ? GEMINI : url.endsWith('/responses') ? RESPONSES : OPENAI;
      const isStream =
        url.includes(':streamGenerateContent') || /"stream":\s*true/.test(Buffer.concat(parts).toString('utf8'));
      response
        .writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' })
        .end(isStream ? dialect.stream : dialect.json);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrlOf: (vendor) => `http://127.0.0.1:${port}/${vendor}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

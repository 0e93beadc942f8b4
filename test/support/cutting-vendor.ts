import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VENDOR_IDS, type VendorId } from '../../apps/simulator/src/vendor';

/** `end`: in order, as if nothing more were to come; `close`: the connection goes in the middle of the body. */
export type CutEnding = 'end' | 'close';

export interface CutAnswer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface CuttingVendor {
  baseUrlOf(vendor: VendorId): string;
  close(): Promise<void>;
}

/** A message that asks for an answer of so many bytes. */
export function cutAfter(bytes: number, ending: CutEnding): string {
  return `cut:${bytes}:${ending}`;
}

/** Gives each vendor's one answer, as far as the request says. */
export async function startCuttingVendor(answers: ReadonlyMap<VendorId, CutAnswer>): Promise<CuttingVendor> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const [, bytes = '0', ending = 'end'] = /cut:(\d+):(end|close)/.exec(Buffer.concat(parts).toString('utf8')) ?? [];
      const answer = answers.get(vendorOf(request));
      if (answer) send(response, answer, Number(bytes), ending);
      else response.writeHead(404).end();
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

function vendorOf({ url = '' }: IncomingMessage): VendorId {
  return VENDOR_IDS.find((id) => url.startsWith(`/${id}/`)) ?? VENDOR_IDS[0];
}

function send(response: ServerResponse, { contentType, body }: CutAnswer, bytes: number, ending: string): void {
  response.writeHead(200, { 'content-type': contentType });
  response.flushHeaders();
  const beginning = body.subarray(0, bytes);
  if (ending === 'end') response.end(beginning);
  else if (beginning.length === 0) response.destroy();
  else response.write(beginning, () => response.destroy());
}

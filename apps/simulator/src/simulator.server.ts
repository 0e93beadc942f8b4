import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type JsonObject } from './json-object';
import { RequestLog, type RecordedRequest } from './request-log';
import { answerAdmin } from './simulator-admin';
import { BadControlError, parseControl, splitModel, type Control } from './scenarios/control';
import { ControlQueue } from './scenarios/control-queue';
import { Delivery } from './scenarios/delivery';
import type { JsonReply, Reply, Vendor, VendorCall, VendorId } from './vendor';
import { vendorById } from './vendors/all-vendors';

export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  baseUrlOf(vendor: VendorId): string;
  /** As `POST /_simulator/control`: for the next `times` POST requests, or until cleared. */
  control(control: string, options?: { vendor?: VendorId; times?: number }): void;
  /** Forgets the requests and the standing controls. */
  clear(): void;
  /** Ends every open connection at once. */
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
}

/** Starts six fake vendors on one port. */
export async function startSimulator({ port = 0, host = '127.0.0.1' }: SimulatorOptions = {}): Promise<Simulator> {
  const log = new RequestLog();
  const queue = new ControlQueue();
  const server = createServer((request, response) => {
    handle(request, response, log, queue).catch((error: unknown) => sendFailure(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const boundPort = (server.address() as AddressInfo).port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
  return {
    url,
    port: boundPort,
    requests: log.entries,
    baseUrlOf: (vendor) => `${url}/${vendor}${vendorById(vendor)?.basePath ?? ''}`,
    control: (text, { vendor, times } = {}) => queue.add(parseControl(text), vendor, times),
    clear: () => {
      log.clear();
      queue.clear();
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  log: RequestLog,
  queue: ControlQueue,
): Promise<void> {
  const at = Date.now();
  const origin = `http://${request.headers.host ?? '127.0.0.1'}`;
  const url = new URL(request.url ?? '/', origin);
  const body = await bodyOf(request);
  if (url.pathname.startsWith('/_simulator/')) {
    answerAdmin({ method: request.method ?? 'GET', path: url.pathname, body }, response, log, queue);
    return;
  }
  const [, first = '', rest = ''] = /^\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const vendor = vendorById(first);
  if (!vendor) {
    sendJson(response, 404, { error: { message: `No vendor answers under ${url.pathname}.` } });
    return;
  }
  const method = request.method ?? 'GET';
  const record = log.add({
    vendor: vendor.id,
    method,
    path: request.url ?? '/',
    headers: request.headers,
    body,
    at,
    bytesSent: 0,
    tokensSent: 0,
  });
  const standing = method === 'POST' ? queue.take(vendor.id) : {};
  const call = callOf(request, decodeURIComponent(rest), url, body, origin, standing);
  await deliver(vendor, call, response, record);
}

async function deliver(
  vendor: Vendor,
  call: VendorCall,
  response: ServerResponse,
  record: RecordedRequest,
): Promise<void> {
  const { control } = call;
  const delivery = new Delivery(response, control, record);
  if (control.isSilent) return; // The connection stays open until the client gives up.
  await delivery.firstByteDelay();
  const reply: Reply =
    control.status === undefined
      ? vendor.answer(call)
      : withRetryHeaders(vendor.fault(control.status, control.retryAfterSeconds), control);
  // A fault in mid-stream, asked for where there is no stream: an error body under status 200.
  const isDisguised = control.errorEventAfter !== undefined && reply.kind === 'json' && reply.status === 200;
  await delivery.send(isDisguised ? { ...vendor.fault(500), status: 200 } : reply);
}

/** What a vendor may say besides whole seconds; the date is rounded up, since it has no smaller unit. */
function withRetryHeaders(reply: JsonReply, { retryAfterMs, retryDateSeconds }: Control): JsonReply {
  const date = retryDateSeconds && new Date(Math.ceil(Date.now() / 1_000 + retryDateSeconds) * 1_000).toUTCString();
  return {
    ...reply,
    headers: {
      ...reply.headers,
      ...(retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) }),
      ...(date ? { 'retry-after': date } : {}),
    },
  };
}

/** Frees the model's name of its control; what stands nearest to the request wins over what was set beforehand. */
function callOf(
  request: IncomingMessage,
  path: string,
  url: URL,
  body: unknown,
  origin: string,
  standing: Control,
): VendorCall {
  const header = request.headers['x-simulator'];
  const inBody = isJsonObject(body) && typeof body.model === 'string' ? splitModel(body.model) : undefined;
  const inPath = /^(.*?)(~[^:/]*)(.*)$/.exec(path);
  const control: Control = {
    ...standing,
    ...(typeof header === 'string' ? parseControl(header) : {}),
    ...(inPath ? parseControl(inPath[2] ?? '') : {}),
    ...inBody?.control,
  };
  return {
    method: request.method ?? 'GET',
    path: inPath ? `${inPath[1]}${inPath[3]}` : path,
    query: url.searchParams,
    headers: request.headers,
    body: inBody ? { ...(body as JsonObject), model: inBody.model } : body,
    control,
    origin,
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return undefined;
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // Not JSON: the vendor says so in its own words.
  }
}

function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const message = error instanceof Error ? error.message : String(error);
  sendJson(response, error instanceof BadControlError ? 400 : 500, { error: { message: `Simulator: ${message}` } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

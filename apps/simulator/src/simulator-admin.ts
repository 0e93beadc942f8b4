import type { ServerResponse } from 'node:http';
import { numberFrom, objectFrom, textFrom } from './json-object';
import type { RequestLog } from './request-log';
import { BadControlError, parseControl } from './scenarios/control';
import type { ControlQueue } from './scenarios/control-queue';
import { TINY_PNG_BASE64 } from './tiny-png';
import { VENDOR_IDS } from './vendor';

interface AdminCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The simulator's own routes, for tests in another process. */
export function answerAdmin(
  { method, path, body }: AdminCall,
  response: ServerResponse,
  log: RequestLog,
  queue: ControlQueue,
): void {
  switch (`${method} ${path}`) {
    case 'GET /_simulator/health':
      return send(response, 200, { status: 'ok' });
    case 'GET /_simulator/requests':
      return send(response, 200, log.entries);
    case 'DELETE /_simulator/requests':
      log.clear();
      return send(response, 204);
    case 'POST /_simulator/control':
      addControl(body, queue);
      return send(response, 204);
    case 'DELETE /_simulator/control':
      queue.clear();
      return send(response, 204);
    case 'GET /_simulator/image.png':
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from(TINY_PNG_BASE64, 'base64'));
    default:
      return send(response, 404, { error: { message: `The simulator has no ${method} ${path}.` } });
  }
}

function addControl(body: unknown, queue: ControlQueue): void {
  const fields = objectFrom(body);
  const control = textFrom(fields.control);
  if (control === undefined) throw new BadControlError('The body needs "control", such as "ttfb=200;tps=50".');
  const vendor = VENDOR_IDS.find((id) => id === fields.vendor);
  if (fields.vendor !== undefined && !vendor) throw new BadControlError(`"vendor" is one of ${VENDOR_IDS.join(', ')}.`);
  queue.add(parseControl(control), vendor, numberFrom(fields.times));
}

function send(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) return void response.writeHead(status).end();
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GatewayConfig } from '@app/config';
import { fail, ok, warn, type Finding } from './finding';

const MB = 1_048_576;
const LITTLE_MB = 1_024;
const TOO_LITTLE_MB = 128;
const HEALTH_MS = 2_000;
/** Before this program was written no clock is right. */
const BUILT_AFTER = Date.UTC(2026, 0, 1);

/** Room for what is written there. */
export async function diskCheck(name: string, folder: string): Promise<Finding> {
  const check = `disk (${name})`;
  const place = firstThatExists(folder);
  const { bavail, bsize } = await statfs(place);
  const freeMb = Math.floor((bavail * bsize) / MB);
  const message = `${freeMb} MB are free for "${folder}".`;
  if (freeMb >= LITTLE_MB) return ok(check, message);
  const remedy = 'Free some space, or set LLM_PROXY__RETENTION__REQUEST_DAYS lower.';
  return freeMb >= TOO_LITTLE_MB ? warn(check, message, remedy) : fail(check, message, remedy);
}

/** Whether the gateway could listen, or does already. */
export async function portCheck({ host, port }: Pick<GatewayConfig['server'], 'host' | 'port'>): Promise<Finding> {
  const problem = await listenProblem(host, port);
  if (problem === undefined) return ok('port', `Port ${port} on ${host} is free.`);
  if (problem === 'EADDRINUSE' && (await isGatewayAt(host, port)))
    return ok('port', `A gateway serves on port ${port} already.`);
  return fail(
    'port',
    problem === 'EADDRINUSE'
      ? `Port ${port} on ${host} is in use by another program.`
      : `Port ${port} on ${host} cannot be listened on (${problem}).`,
    'Stop that program, or set LLM_PROXY__SERVER__PORT and LLM_PROXY__SERVER__HOST to what is free and allowed.',
  );
}

/** `latest`: the newest moment that the database tells of. */
export function clockCheck(now: number, latest: number): Finding {
  const remedy = 'Set the clock of this machine, and keep it right with NTP.';
  if (now < BUILT_AFTER) return fail('clock', `The clock says ${new Date(now).toISOString()}, which is past.`, remedy);
  if (now < latest - 60_000) {
    return fail('clock', `The clock is behind what the database tells of ${new Date(latest).toISOString()}.`, remedy);
  }
  return ok('clock', `The clock says ${new Date(now).toISOString()}.`);
}

function firstThatExists(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : firstThatExists(dirname(folder));
}

function listenProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

async function isGatewayAt(host: string, port: number): Promise<boolean> {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const answer = await fetch(`http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/health/live`, {
      signal: AbortSignal.timeout(HEALTH_MS),
    });
    return answer.ok && answer.headers.has('x-request-id');
  } catch {
    // Whatever listens there does not speak as a gateway does.
    return false;
  }
}

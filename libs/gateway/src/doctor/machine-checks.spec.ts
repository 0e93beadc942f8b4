import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import * as promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { clockCheck, diskCheck, portCheck } from './machine-checks';

jest.mock('node:fs/promises', () => ({ ...jest.requireActual<object>('node:fs/promises'), statfs: jest.fn() }));

const MB = 1_048_576;
const NOW = Date.UTC(2026, 10, 23);

describe('diskCheck', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-disk-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [50_000, 'ok'],
    [1_024, 'ok'],
    [1_023, 'warn'],
    [128, 'warn'],
    [127, 'fail'],
    [0, 'fail'],
  ])('with %d MB free: %s', async (freeMb, state) => {
    const statfs = jest.mocked(promises.statfs);
    statfs.mockResolvedValue({ bavail: freeMb, bsize: MB } as Awaited<ReturnType<typeof promises.statfs>>);
    const missing = join(folder, 'not', 'there', 'yet');
    const finding = await diskCheck('data', missing);
    expect(finding).toMatchObject({ check: 'disk (data)', state, message: `${freeMb} MB are free for "${missing}".` });
    expect(finding.remedy === null).toBe(state === 'ok');
    expect(statfs).toHaveBeenLastCalledWith(folder);
  });
});

describe('portCheck', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
  });
  const listen = async (headers: Record<string, string>): Promise<number> => {
    const server = createServer((_, response) => response.writeHead(200, headers).end('{}'));
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };

  it.each([
    ['another program', {}, 'fail'],
    ['a gateway', { 'x-request-id': 'id' }, 'ok'],
  ])('knows %s on its port', async (_, headers, state) => {
    await expect(portCheck({ host: '127.0.0.1', port: await listen(headers) })).resolves.toMatchObject({ state });
  });

  it('is content with a free one, and not with a host that is not ours', async () => {
    await expect(portCheck({ host: '127.0.0.1', port: 0 })).resolves.toMatchObject({ state: 'ok' });
    await expect(portCheck({ host: '192.0.2.1', port: 0 })).resolves.toMatchObject({ state: 'fail' });
  });
});

describe('clockCheck', () => {
  it.each([
    ['the time it is', NOW, NOW - 1, 'ok'],
    ['a little before the last entry', NOW, NOW + 59_000, 'ok'],
    ['long before the last entry', NOW, NOW + 61_000, 'fail'],
    ['1970', 0, 0, 'fail'],
  ])('with %s', (_, now, latest, state) => {
    expect(clockCheck(now, latest)).toMatchObject({ state });
  });
});

import type { Client } from '@app/contracts';
import { InvalidRequestError } from '@app/common';
import type { ClientRepository } from '@app/persistence';
import type { RequestExportService } from '@app/telemetry';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportUsageCommand } from './export-usage.command';

const FROM = Date.parse('2026-11-20T00:00:00Z');

describe('usage export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-export-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let files = 0;

  const setUp = () => {
    const exportRequests = jest.fn((..._: Parameters<RequestExportService['exportRequests']>) =>
      (async function* () {
        yield 'head\r\n';
        yield 'row\r\n';
      })(),
    );
    const findByName = async (name: string): Promise<Client | null> =>
      name === 'app' ? ({ id: 'client-1' } as Client) : null;
    const command = new ExportUsageCommand(
      { exportRequests } as Partial<RequestExportService> as RequestExportService,
      { findByName } as Partial<ClientRepository> as ClientRepository,
    );
    return { command, exportRequests, output: join(folder, `${++files}.csv`) };
  };

  it('is CSV in UTC of all clients, up to now', async () => {
    const { command, exportRequests, output } = setUp();
    await command.run([], { from: FROM, output });
    expect(exportRequests).toHaveBeenCalledWith({ from: FROM }, { format: 'csv', zone: 'UTC' });
    expect(readFileSync(output, 'utf8')).toBe('head\r\nrow\r\n');
  });

  it('hands on what was asked for, a client by its id', async () => {
    const { command, exportRequests, output } = setUp();
    await command.run([], { from: FROM, to: FROM + 1, zone: 'Asia/Tokyo', format: 'ndjson', client: 'app', output });
    expect(exportRequests).toHaveBeenCalledWith(
      { from: FROM, to: FROM + 1, clientId: 'client-1' },
      { format: 'ndjson', zone: 'Asia/Tokyo' },
    );
  });

  it('replaces a file only when forced', async () => {
    const { command, output } = setUp();
    await command.run([], { from: FROM, output });
    await expect(command.run([], { from: FROM, output })).rejects.toThrow(InvalidRequestError);
    await command.run([], { from: FROM, output, force: true });
  });

  it.each([
    ['a client that is none', { client: 'nobody' }, /no client "nobody"/],
    ['force without a file', { force: true }, /--output/],
  ])('refuses %s', async (_, options, message) => {
    const { command, exportRequests } = setUp();
    const run = command.run([], { from: FROM, ...options });
    await expect(run).rejects.toThrow(InvalidRequestError);
    await expect(run).rejects.toThrow(message);
    expect(exportRequests).not.toHaveBeenCalled();
  });

  it('reads its options', () => {
    const { command } = setUp();
    expect([command.parseFrom('2026-11-20'), command.parseTo('2026-11-20T00:00:01Z')]).toEqual([FROM, FROM + 1_000]);
    expect([command.parseFormat('csv'), command.parseFormat('ndjson')]).toEqual(['csv', 'ndjson']);
    expect([command.parseZone('z'), command.parseClient('c'), command.parseOutput('o')]).toEqual(['z', 'c', 'o']);
    expect(command.parseForce()).toBe(true);
    expect(() => command.parseFormat('xml')).toThrow(/--format is csv or ndjson/);
  });
});

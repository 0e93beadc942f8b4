import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyRing } from '@app/common';
import { DatabaseLocation, openDatabase, PersistenceModule, RequestRepository } from '@app/persistence';
import { GATEWAY_CONFIG, LiveSettings } from '@app/config';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RequestLogWriter } from './request-log/request-log.writer';
import { TelemetryModule } from './telemetry.module';
import { captureSettings } from './testing/capture-settings';
import { until } from './testing/ledger';
import { requestRecord } from './testing/request-record';

const folder = mkdtempSync(join(tmpdir(), 'gophergate-'));
const file = join(folder, 'gophergate.sqlite');

const CONFIG = {
  dataDir: folder,
  journal: { durability: 'process', reserveBytes: 0 },
  capture: { isOn: false, retentionDays: 7 },
};

@Global()
@Module({
  providers: [
    { provide: DatabaseLocation, useValue: file },
    { provide: GATEWAY_CONFIG, useValue: CONFIG },
    { provide: LiveSettings, useValue: captureSettings(false) },
    { provide: KeyRing, useValue: KeyRing.of(Buffer.alloc(32, 1)) },
  ],
  exports: [DatabaseLocation, GATEWAY_CONFIG, LiveSettings, KeyRing],
})
class LocationModule {}

@Module({ imports: [LocationModule, PersistenceModule, TelemetryModule] })
class PersistenceFirst {}

@Module({ imports: [TelemetryModule, PersistenceModule, LocationModule] })
class TelemetryFirst {}

describe('TelemetryModule', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['persistence first', PersistenceFirst],
    ['telemetry first', TelemetryFirst],
  ])('stores the last records before the database closes (%s)', async (_, application) => {
    const context = await NestFactory.createApplicationContext(application, { logger: false, abortOnError: false });
    const writer = context.get(RequestLogWriter, { strict: false });
    const records = Array.from({ length: 30 }, () => requestRecord());
    for (const record of records) void writer.record(record);
    await context.close();
    expect(writer.state()).toEqual({ queued: 0, dropped: 0, isDegraded: false, isFull: false });

    const database = await openDatabase(file);
    const stored = await new RequestRepository(database).listRecent(30);
    expect(stored).toStrictEqual([...records].reverse());
    await database.close();
  });

  it('writes by itself, on the real clock', async () => {
    const context = await NestFactory.createApplicationContext(TelemetryFirst, { logger: false });
    const writer = context.get(RequestLogWriter, { strict: false });
    const record = requestRecord();
    void writer.record(record);
    await until(() => writer.state().queued === 0);
    const requests = context.get(RequestRepository, { strict: false });
    await expect(requests.findById(record.requestId)).resolves.toStrictEqual(record);
    await context.close();
  });
});

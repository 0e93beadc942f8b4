import { join } from 'node:path';
import { systemClock } from '@app/common';
import { Global, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database } from './database/database';
import { DatabaseLocation } from './database/database-location';
import { openDatabase } from './database/open-database';
import { PersistenceModule } from './persistence.module';
import { ClientRepository } from './repositories/client.repository';
import { GroupRepository } from './repositories/group.repository';
import { SettingRepository } from './repositories/setting.repository';
import { SEEDED_GROUPS } from './seeds/groups.seed';
import { temporaryFolder } from './testing/temporary-database';
import { writeControl } from './testing/write-control';

@Global()
@Module({})
class LocationModule {
  static at(location: string): DynamicModule {
    const provider = { provide: DatabaseLocation, useValue: location };
    return { module: LocationModule, providers: [provider], exports: [provider] };
  }
}

/** Uses the database in the first and in the last moment of the application's life. */
@Injectable()
class EarlyAndLate implements OnModuleInit, OnApplicationShutdown {
  groupsAtStart = 0;

  constructor(
    private readonly groups: GroupRepository,
    private readonly settings: SettingRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    this.groupsAtStart = (await this.groups.list()).length;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settings.set('last words', 'stored');
  }
}

@Module({ imports: [PersistenceModule], providers: [EarlyAndLate] })
class FeatureModule {}

@Module({ imports: [PersistenceModule, FeatureModule] })
class Application {}

describe('PersistenceModule', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'data', 'gophergate.sqlite');
  afterAll(() => folder.remove());

  const start = (location: string) =>
    NestFactory.createApplicationContext(
      { module: Application, imports: [LocationModule.at(location)] },
      { logger: false, abortOnError: false },
    );

  it('is migrated and seeded before a feature starts, and open until the last feature has stopped', async () => {
    const application = await start(file);
    expect(application.get(EarlyAndLate, { strict: false }).groupsAtStart).toBe(SEEDED_GROUPS.length);
    const clients = application.get(ClientRepository, { strict: false });
    await expect(clients.list()).resolves.toEqual([]);
    await application.close();
    await expect(clients.list()).rejects.toThrow();

    const database = await openDatabase(file);
    await expect(new SettingRepository(database, systemClock).get('last words')).resolves.toBe('stored');
    await database.close();
  });

  it('gives every importer the same database', async () => {
    const application = await start(file);
    const database = application.get(Database, { strict: false });
    expect(application.select(FeatureModule).select(PersistenceModule).get(Database)).toBe(database);
    await application.close();
  });

  it('stops the start with a clear error when the database cannot be opened', async () => {
    await expect(start(folder.path)).rejects.toThrow(/cannot be opened \(EISDIR\)\. Check that/);
  });
});

describe('openDatabase', () => {
  it('works without Nest, and seeds only the first time', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'g.sqlite');
    const first = await openDatabase(file);
    const groups = new GroupRepository(first, systemClock);
    await expect(groups.list()).resolves.toHaveLength(SEEDED_GROUPS.length);
    await writeControl(first, (transaction) => groups.remove(transaction, { name: 'dispatcher', version: 1 }));
    await first.close();

    const second = await openDatabase(file);
    const names = (await new GroupRepository(second, systemClock).list()).map(({ name }) => name);
    expect(names).toHaveLength(SEEDED_GROUPS.length - 1);
    expect(names).not.toContain('dispatcher');
    await second.close();
    folder.remove();
  });
});

import { Logger } from '@nestjs/common';
import { UNLIMITED } from '@app/auth';
import type { JournalDurability } from '@app/config';
import type { Client } from '@app/contracts';
import type { ClientRepository } from '@app/persistence';
import { testClient } from '../../persistence/src/testing/client';
import { DurabilityCheck } from './durability-check.service';

const client = (name: string, changes: Partial<Client> = {}): Client =>
  testClient(name, { limits: { ...UNLIMITED, budget: { nanoUsd: 1, period: 'day' } }, ...changes });

describe('DurabilityCheck', () => {
  let warnings: jest.SpyInstance;
  beforeEach(() => {
    warnings = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const check = (durability: JournalDurability, clients: Client[]): Promise<void> =>
    new DurabilityCheck({ journal: { durability, folder: undefined, reserveBytes: 0, onFull: 'refuse' } }, {
      list: () => Promise.resolve(clients),
    } as ClientRepository).onModuleInit();

  it('refuses to keep money in memory alone, and names whose', async () => {
    await expect(check('memory', [client('mobile app')])).rejects.toThrow(/clients with a budget.*"mobile app"/);
  });

  it.each([
    ['nobody has a budget', [client('free', { limits: UNLIMITED })]],
    ['only a disabled client has one', [client('gone', { isEnabled: false })]],
  ])('warns where %s', async (_, clients) => {
    await check('memory', clients);
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it.each(['process', 'power'] as const)('has nothing against %s', async (durability) => {
    await check(durability, [client('mobile app')]);
    expect(warnings).not.toHaveBeenCalled();
  });
});

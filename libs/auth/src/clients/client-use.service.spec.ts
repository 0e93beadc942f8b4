import { Logger } from '@nestjs/common';
import type { ClientRepository } from '@app/persistence';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { ClientUse } from './client-use.service';

describe('ClientUse', () => {
  let clock: ManualClock;
  let written: [string, number][][];
  let failure: Error | undefined;
  let use: ClientUse;
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'debug').mockReturnValue(undefined);
    clock = new ManualClock();
    written = [];
    failure = undefined;
    const clients: Pick<ClientRepository, 'noteUse'> = {
      noteUse: async (lastUsedAt) => {
        if (failure) throw failure;
        written.push([...lastUsedAt]);
      },
    };
    use = new ClientUse(clients as ClientRepository, clock);
    use.onApplicationBootstrap();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('writes the last use of each client once a minute, and nothing when there was none', async () => {
    use.note('a');
    clock.advance(1_000);
    use.note('a');
    use.note('b');
    await jest.advanceTimersByTimeAsync(180_000);
    expect(written).toEqual([
      [
        ['a', clock.now()],
        ['b', clock.now()],
      ],
    ]);
  });

  it('keeps what could not be written, and never puts it before what came later', async () => {
    use.note('a');
    use.note('b');
    const first = clock.now();
    failure = new Error('locked');
    await use.write();
    clock.advance(5);
    use.note('a');
    failure = undefined;
    await use.write();
    expect(written).toEqual([
      [
        ['a', first + 5],
        ['b', first],
      ],
    ]);
  });

  it('writes the rest when it ends', async () => {
    use.note('a');
    await use.onApplicationShutdown();
    expect(written).toEqual([[['a', clock.now()]]]);
    expect(jest.getTimerCount()).toBe(0);
  });
});

import { Logger } from '@nestjs/common';
import type { GroupDirectory } from '@app/routing';
import { GroupWatch } from './group-watch.service';

describe('GroupWatch', () => {
  let reload: jest.Mock<Promise<void>>;
  let watch: GroupWatch;
  let warned: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    reload = jest.fn(() => Promise.resolve());
    warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const directory: Pick<GroupDirectory, 'reload'> = { reload: () => reload() };
    watch = new GroupWatch(directory as GroupDirectory);
    watch.onApplicationBootstrap();
  });
  afterEach(async () => {
    await watch.onApplicationShutdown();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('looks twice a second', async () => {
    await jest.advanceTimersByTimeAsync(2_000);
    expect(reload).toHaveBeenCalledTimes(4);
  });

  it('does not look again while it is looking, and its end waits for the look', async () => {
    let finish: () => void = () => undefined;
    reload.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reload).toHaveBeenCalledTimes(1);
    let isOver = false;
    const ending = watch.onApplicationShutdown().then(() => (isOver = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(false);
    finish();
    await ending;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on after a failure, which it tells once', async () => {
    reload.mockRejectedValue(new Error('locked'));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(warned.mock.calls).toEqual([[expect.stringContaining('stay in force: locked')]]);
    reload.mockResolvedValue();
    await jest.advanceTimersByTimeAsync(500);
    reload.mockRejectedValue(new Error('gone'));
    await jest.advanceTimersByTimeAsync(500);
    expect(warned).toHaveBeenCalledTimes(2);
  });
});

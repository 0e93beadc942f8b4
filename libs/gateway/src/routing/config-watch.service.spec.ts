import { Logger } from '@nestjs/common';
import type { ControlChanges } from '@app/persistence';
import type { ProviderRegistry } from '@app/providers';
import type { GroupDirectory } from '@app/routing';
import type { CatalogOverridesService } from '../catalog/catalog-overrides.service';
import type { SettingsEditor } from '../settings/settings-editor.service';
import { ConfigWatch } from './config-watch.service';

describe('ConfigWatch', () => {
  let reload: jest.Mock<Promise<void>>;
  let version: number;
  let watch: ConfigWatch;
  let warned: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    reload = jest.fn(() => Promise.resolve());
    warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    version = 0;
    const reloaded = { reload: () => reload() };
    const changes: Pick<ControlChanges, 'version'> = { version: () => Promise.resolve(version) };
    watch = new ConfigWatch(
      changes as ControlChanges,
      reloaded as GroupDirectory,
      reloaded as CatalogOverridesService,
      reloaded as ProviderRegistry,
      reloaded as SettingsEditor,
    );
    watch.onApplicationBootstrap();
  });
  afterEach(async () => {
    await watch.onApplicationShutdown();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('reloads groups, overrides, providers and settings once after the start, and then within half a second of a change', async () => {
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reload).toHaveBeenCalledTimes(4);
    version = 7;
    await jest.advanceTimersByTimeAsync(500);
    expect(reload).toHaveBeenCalledTimes(8);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reload).toHaveBeenCalledTimes(8);
  });

  it('tells its watchers of every change, and of nothing at the start', async () => {
    let changes = 0;
    const stop = watch.watch(() => (changes += 1));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(changes).toBe(0);
    version = 7;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(changes).toBe(1);
    stop();
    version = 8;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(changes).toBe(1);
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
    expect(warned.mock.calls).toEqual([[expect.stringContaining('stays in force: locked')]]);
    reload.mockResolvedValue();
    await jest.advanceTimersByTimeAsync(500);
    reload.mockRejectedValue(new Error('gone'));
    version++;
    await jest.advanceTimersByTimeAsync(500);
    expect(warned).toHaveBeenCalledTimes(2);
  });
});

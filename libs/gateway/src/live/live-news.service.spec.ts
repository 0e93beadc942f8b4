import type { AuditEntity, AuditEntry, LiveEvent } from '@app/contracts';
import { SYSTEM_ACTOR } from '@app/common';
import type { AuditRepository } from '@app/persistence';
import type { ProviderRegistry } from '@app/providers';
import { LiveFeed } from '@app/telemetry';
import { ManualClock, STARTED_AT } from '../testing/exchange';
import type { ConfigWatch } from '../routing/config-watch.service';
import { LiveNews } from './live-news.service';

type BreakerWatcher = Parameters<ProviderRegistry['watchBreakers']>[0];

describe('LiveNews', () => {
  let feed: LiveFeed;
  let news: LiveNews;
  let log: AuditEntry[];
  let breaks: BreakerWatcher;
  let changes: () => void;
  let stopped: string[];
  let events: LiveEvent[];

  const add = (entity: AuditEntity, name: string): void => {
    log.unshift({
      ...{ sequence: log.length + 1, at: STARTED_AT, actor: { ...SYSTEM_ACTOR, name: 'ann' }, hash: 'h' },
      ...{ action: `${entity}.update`, entity, entityId: name, entityName: name, before: { secret: 1 }, after: null },
    });
  };
  const settled = async (): Promise<void> => {
    changes();
    await news.onApplicationShutdown();
  };

  beforeEach(async () => {
    [log, events, stopped] = [[], [], []];
    feed = new LiveFeed();
    const registry: Pick<ProviderRegistry, 'watchBreakers'> = {
      watchBreakers: (watcher) => {
        breaks = watcher;
        return () => stopped.push('breakers');
      },
    };
    const audit: Pick<AuditRepository, 'list'> = { list: async (_, limit) => log.slice(0, limit) };
    const config: Pick<ConfigWatch, 'watch'> = {
      watch: (watcher) => {
        changes = watcher;
        return () => stopped.push('config');
      },
    };
    const [anyAudit, anyConfig] = [audit as AuditRepository, config as ConfigWatch];
    news = new LiveNews(feed, registry as ProviderRegistry, anyAudit, anyConfig, new ManualClock());
    add('group', 'before the start');
    await news.onApplicationBootstrap();
    feed.watch((event) => events.push(event));
  });

  it.each([
    ['of a model', 'sent', 'sent'],
    ['of a whole provider', undefined, null],
  ])('tells a breaker %s', (_, model, told) => {
    breaks({
      providerId: 'acme',
      ...(model === undefined ? {} : { model }),
      from: 'closed',
      to: 'open',
      isManual: true,
    });
    expect(events).toEqual([
      { type: 'breaker', at: STARTED_AT, providerId: 'acme', model: told, from: 'closed', to: 'open', isManual: true },
    ]);
  });

  it('tells what was changed since the start, by whom, and not from what to what', async () => {
    add('group', 'fast-flow');
    add('client', 'mobile app');
    await settled();
    const common = { type: 'config_changed', at: STARTED_AT, actorName: 'ann' };
    expect(events).toEqual([
      { ...common, action: 'group.update', entity: 'group', name: 'fast-flow' },
      { ...common, action: 'client.update', entity: 'client', name: 'mobile app' },
    ]);
  });

  it('tells each change once', async () => {
    add('group', 'a');
    await settled();
    await settled();
    expect(events).toHaveLength(1);
  });

  it.each<AuditEntity>(['user', 'session', 'request', 'job', 'encryption_key'])(
    'keeps what happens to a %s between administrators',
    async (entity) => {
      add(entity, 'x');
      await settled();
      expect(events).toEqual([]);
    },
  );

  it('goes on after the log could not be read', async () => {
    add('group', 'a');
    const broken = jest.spyOn(log, 'slice').mockImplementationOnce(() => {
      throw new Error('locked');
    });
    changes();
    await settled();
    expect(broken).toHaveBeenCalledTimes(2);
    expect(events).toHaveLength(1);
  });

  it('lets go of everybody at the end', async () => {
    await news.onApplicationShutdown();
    expect(stopped).toEqual(['breakers', 'config']);
  });
});

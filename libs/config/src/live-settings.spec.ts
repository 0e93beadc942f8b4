import { loadConfig } from './load-config';
import { LiveSettings, settingProblem, type ChangeableSettings } from './live-settings';

const liveOf = (environment: Record<string, string> = {}, fromFile: string[] = []): LiveSettings =>
  new LiveSettings(loadConfig(environment, [], new Set(fromFile)).config);

describe('LiveSettings', () => {
  it('begins with the configuration', () => {
    expect(liveOf().current()).toEqual({
      ...{ reportingZone: 'UTC', captureBodies: false, captureRetentionDays: 7 },
      ...{ logLevel: 'info', viewersReadBodies: false, playgroundAccess: 'admin' },
    });
  });

  it('takes over what is stored, and goes back when it is not any more', () => {
    const live = liveOf();
    live.adopt({ reportingZone: 'Asia/Tokyo', captureBodies: true });
    expect(live.current()).toMatchObject({ reportingZone: 'Asia/Tokyo', captureBodies: true, logLevel: 'info' });
    expect(live.sourceOf('reportingZone')).toBe('database');
    live.adopt({});
    expect(live.current()).toMatchObject({ reportingZone: 'UTC', captureBodies: false });
    expect(live.sourceOf('reportingZone')).toBe('default');
  });

  it.each([
    ['the environment', [], 'environment'],
    ['the file', ['LLM_PROXY__CAPTURE__BODIES'], 'file'],
  ])('lets %s win over the database', (_, fromFile, source) => {
    const live = liveOf({ LLM_PROXY__CAPTURE__BODIES: 'false' }, fromFile);
    live.adopt({ captureBodies: true });
    expect(live.current().captureBodies).toBe(false);
    expect(live.isGiven('captureBodies')).toBe(true);
    expect(live.sourceOf('captureBodies')).toBe(source);
    expect(live.isGiven('logLevel')).toBe(false);
  });

  it('passes over what would not do in a variable', () => {
    const live = liveOf();
    live.adopt({ reportingZone: 'Mars/Base', captureRetentionDays: 91, logLevel: 'loud', captureBodies: true });
    expect(live.current()).toEqual({ ...liveOf().current(), captureBodies: true });
    expect(live.sourceOf('reportingZone')).toBe('default');
  });

  it('tells its watchers what is in force, now and after each change', () => {
    const live = liveOf();
    const seen: string[] = [];
    live.watch(({ logLevel }) => seen.push(logLevel));
    live.adopt({ logLevel: 'debug' });
    expect(seen).toEqual(['info', 'debug']);
  });
});

describe('settingProblem', () => {
  it.each<[keyof ChangeableSettings, unknown]>([
    ['reportingZone', 'Europe/London'],
    ['captureBodies', true],
    ['captureRetentionDays', 90],
    ['logLevel', 'silent'],
    ['playgroundAccess', 'off'],
  ])('finds none in %s = %p', (field, value) => {
    expect(settingProblem(field, value)).toBeUndefined();
  });

  it.each<[keyof ChangeableSettings, unknown]>([
    ['reportingZone', 'nowhere'],
    ['reportingZone', { a: 1 }],
    ['captureBodies', 'true'],
    ['captureBodies', 1],
    ['captureRetentionDays', 0],
    ['captureRetentionDays', '7'],
    ['logLevel', 'loud'],
    ['playgroundAccess', null],
  ])('finds one in %s = %p', (field, value) => {
    expect(settingProblem(field, value)).toEqual(expect.any(String));
  });
});

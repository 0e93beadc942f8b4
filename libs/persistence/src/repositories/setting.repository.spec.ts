import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase } from '../testing/temporary-database';
import type { TemporaryDatabase } from '../testing/temporary-database';
import { SettingRepository } from './setting.repository';

describe('SettingRepository', () => {
  let temporary: TemporaryDatabase;
  let settings: SettingRepository;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    settings = new SettingRepository(temporary.database, new ManualClock());
  });
  afterEach(() => temporary.remove());

  it.each([
    ['an object', { retention: { days: 30 }, 'it\'s "quoted"': [1, null] }],
    ['a list', ['a', 1, false]],
    ['a text', 'null'],
    ['a text of digits', '007'],
    ['a number', 0.25],
    ['false', false],
    ['an empty text', ''],
  ])('returns %s as it was stored', async (_, value) => {
    await settings.set('some.key', value);
    await expect(settings.get('some.key')).resolves.toStrictEqual(value);
  });

  it('has undefined for what was never set', async () => {
    await expect(settings.get('nothing')).resolves.toBeUndefined();
  });

  it('replaces an earlier value and no other', async () => {
    await settings.set('a', 1);
    await settings.set('b', 2);
    await settings.set('a', 3);
    await expect(Promise.all([settings.get('a'), settings.get('b')])).resolves.toEqual([3, 2]);
  });
});

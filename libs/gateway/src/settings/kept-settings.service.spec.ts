import { AuditRepository, ControlChanges, SettingRepository, StaleVersionError } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { ManualClock } from '../../../common/src/testing/manual-clock';
import { temporaryDatabase, type TemporaryDatabase } from '../../../persistence/src/testing/temporary-database';
import { KeptSettings } from './kept-settings.service';

describe('KeptSettings', () => {
  let temporary: TemporaryDatabase;
  let changes: ControlChanges;
  let repository: SettingRepository;
  let kept: KeptSettings;
  beforeEach(async () => {
    temporary = await temporaryDatabase();
    const clock = new ManualClock();
    changes = new ControlChanges(temporary.database, clock);
    repository = new SettingRepository(temporary.database, clock);
    kept = new KeptSettings(changes, repository);
  });
  afterEach(() => temporary.remove());

  it('is version 0 and empty while nothing is stored', async () => {
    await expect(kept.read('zone')).resolves.toEqual({ version: 0, values: {} });
  });

  it.each([
    ['no object', 'text'],
    ['no version', { values: { a: 1 } }],
    ['no values', { version: 1 }],
  ])('takes what it has not written for nothing: %s', async (_, stored) => {
    await repository.set('zone', stored);
    await expect(kept.read('zone')).resolves.toEqual({ version: 0, values: {} });
  });

  it('stores a change with the next version, in the audit log, and so that other processes notice', async () => {
    await kept.change(TESTER, 'zone', () => ({ a: 1 }));
    await expect(kept.change(TESTER, 'zone', (values) => ({ ...values, b: 2 }))).resolves.toEqual({
      version: 2,
      values: { a: 1, b: 2 },
    });
    await expect(kept.read('zone')).resolves.toEqual({ version: 2, values: { a: 1, b: 2 } });
    await expect(changes.version()).resolves.toBe(2);
    const [entry] = await new AuditRepository(temporary.database).list({ entity: 'setting' }, 10);
    expect(entry).toMatchObject({ action: 'setting.update', before: { a: 1 }, after: { a: 1, b: 2 }, actor: TESTER });
  });

  it('lets one of many win who have seen the same version', async () => {
    const tries = Array.from({ length: 10 }, (_, n) =>
      kept
        .change(TESTER, 'zone', () => ({ n }), { expectedVersion: 0 })
        .then(
          () => 'won',
          (error: unknown) => error instanceof StaleVersionError && 'lost',
        ),
    );
    expect((await Promise.all(tries)).toSorted()).toEqual([...Array<string>(9).fill('lost'), 'won']);
  });

  it('changes nothing when the change cannot be made', async () => {
    const failure = new Error('no');
    const failing = kept.change(TESTER, 'zone', () => {
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    await expect(changes.version()).resolves.toBe(0);
  });
});

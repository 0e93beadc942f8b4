import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeyRing } from '@app/common';
import { KeptKeys } from '@app/config';
import { ProcessLock, SEALED_COLUMNS } from '@app/persistence';
import { TESTER } from '../../../common/src/testing/actors';
import { SealedInstallation } from '../testing/sealed-installation';
import type { RotationProgress } from './key-rotation.service';

const ROWS = 250;
/** Kept states, twelve captured requests and answers, a provider's key, the check value. */
const VALUES = ROWS + 24 + 1 + 1;
const silent = (): void => undefined;

jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

describe('KeyRotation', () => {
  let installation: SealedInstallation;
  beforeEach(async () => {
    installation = await SealedInstallation.make(ROWS);
  });
  afterEach(() => installation.remove());

  const rotate = async (tell: (progress: RotationProgress) => void = silent) => {
    const { rotation } = installation.process();
    await rotation.begin();
    return rotation.run(TESTER, tell);
  };
  const removeOldKey = (): void => rmSync(join(installation.dataDir, 'encryption.old.key'));

  it('moves every value to a new key; the old one can go then', async () => {
    const before = await installation.opened(installation.process().keys);
    const formerId = installation.process().keys.currentId;
    expect(Object.keys(before)).toHaveLength(VALUES - 1);
    const told: RotationProgress[] = [];
    const report = await rotate((progress) => told.push(progress));
    removeOldKey();
    const { keys, status, check } = installation.process();
    expect(keys.ids).toHaveLength(1);
    expect(report).toEqual({ keyId: keys.currentId, resealed: VALUES - 1, unreadable: 0 });
    expect(keys.currentId).not.toBe(formerId);
    expect(await installation.opened(keys)).toEqual(before);
    await check.verify();
    await expect(status.list()).resolves.toEqual([{ keyId: keys.currentId, state: 'current', values: VALUES }]);
    expect(told.at(-1)).toEqual({ done: VALUES - 1, total: VALUES });
    expect(told.length).toBeGreaterThan(3);
  });

  it('stands in the audit log with the ids of the keys and nothing of them', async () => {
    const formerId = installation.process().keys.currentId;
    const { keyId } = await rotate();
    const [entry, ...others] = await installation.audit.list({}, 9);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ action: 'encryption_key.rotate', entity: 'encryption_key', entityId: keyId, actor: TESTER },
      ...{ before: { keyId: formerId }, after: { keyId, resealed: VALUES - 1, unreadable: 0 } },
    });
    const { current, old } = new KeptKeys(installation.dataDir).read();
    for (const key of [current, ...old]) expect(JSON.stringify(entry)).not.toContain(key.toString('hex').slice(0, 12));
  });

  it('goes on with the same key when it was cut off, wherever that was', async () => {
    const before = await installation.opened(installation.process().keys);
    const cut = new Error('killed');
    await expect(
      rotate(({ done }) => {
        if (done > 100) throw cut;
      }),
    ).rejects.toBe(cut);
    const { keys, rotation, status } = installation.process();
    expect(await status.list()).toEqual([
      { keyId: keys.currentId, state: 'current', values: expect.any(Number) },
      { keyId: keys.ids[1], state: 'old', values: expect.any(Number) },
    ]);
    expect(await rotation.waiting()).toBeLessThan(VALUES);
    const { keyId } = await rotate();
    expect(keyId).toBe(keys.currentId);
    removeOldKey();
    expect(await installation.opened(installation.process().keys)).toEqual(before);
    expect(await rotation.waiting()).toBe(0);
  });

  it('refuses a start without the old key until all has moved', async () => {
    await expect(
      rotate(({ done, total }) => {
        if (done >= total - 1) throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    removeOldKey();
    await expect(installation.process().check.verify()).rejects.toThrow(/is not the key/);
  });

  it('leaves alone what no key opens, and says how much that is', async () => {
    const other = KeyRing.of(randomBytes(32));
    const [column] = SEALED_COLUMNS;
    if (!column) throw new Error('There are no columns.');
    const [{ sealed } = { sealed: '' }] = await installation.values.others(column, '', '');
    const lost = other.seal('lost', 'providers|encrypted_api_key|openai');
    await installation.values.replace(column, [{ row: 'openai', sealed, resealed: lost }]);
    await expect(rotate()).resolves.toMatchObject({ resealed: VALUES - 2, unreadable: 1 });
    const { status, rotation } = installation.process();
    expect(await status.list()).toContainEqual({ keyId: other.currentId, state: 'missing', values: 1 });
    expect(await rotation.waiting()).toBe(0);

    await expect(status.forget(TESTER)).resolves.toEqual([{ keyId: other.currentId, state: 'missing', values: 1 }]);
    expect(await status.list()).not.toContainEqual(expect.objectContaining({ state: 'missing' }));
    await expect(status.forget(TESTER)).resolves.toEqual([]);
  });

  describe('with keys of the environment', () => {
    const next = randomBytes(32);
    const formerKey = (): Buffer => new KeptKeys(installation.dataDir).read().current;

    it('moves from the former one to the present one, and makes none', async () => {
      const former = formerKey();
      const { rotation } = installation.process(KeyRing.of(next, former), { encryptionKey: next });
      expect(await rotation.begin()).toBe(true);
      await rotation.run(TESTER, silent);
      expect(Object.keys(await installation.opened(KeyRing.of(next)))).toHaveLength(VALUES - 1);
      expect(await rotation.begin()).toBe(false);
      expect(new KeptKeys(installation.dataDir).read()).toEqual({ current: former, old: [] });
    });

    it('refuses without the former one', async () => {
      const { rotation } = installation.process(KeyRing.of(next), { encryptionKey: next });
      await expect(rotation.begin()).rejects.toThrow(/is not the key/);
    });

    it('refuses a new one that a running gateway does not know, and nothing else', async () => {
      const slot = join(installation.dataDir, 'journal', '0');
      mkdirSync(slot, { recursive: true });
      const lock = await ProcessLock.tryAcquire(join(slot, 'lock'));
      const keys = KeyRing.of(next, formerKey());
      const named = installation.process(keys, { encryptionKey: next, newEncryptionKey: next });
      await expect(named.rotation.begin()).rejects.toThrow(/A gateway runs that does not know the new key/);
      const known = installation.process(keys, { encryptionKey: next });
      expect(await known.rotation.begin()).toBe(true);
      await lock?.release();
      expect(await named.rotation.begin()).toBe(true);
    });
  });
});

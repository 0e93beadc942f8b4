import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeyRing } from '@app/common';
import { KeptKeys } from '@app/config';
import { KeptStateRepository, SEALED_COLUMNS, SealedValueRepository } from '@app/persistence';
import { eventually } from '../../support/eventually';
import type { Findings } from '../findings';
import { onControlBed, type ControlBed } from './control-bed';
import { PATIENT, unharmedTraffic } from './unharmed-traffic';

const MODEL = 'gpt-5.4';
const PROVIDER = 'openai';
/** Enough that a rotation takes long enough to be killed in its middle. */
const STATES = 20_000;
const AT_ONCE = 500;
const LATER = 9_000_000_000_000;
/** Bodies that the database does not take in time are dropped, which may happen where others work on the machine. */
const TROUBLE = /"level":"(?:warn|error|fatal)"(?!.*(?:not captured|default login))/;
const MOVED_WITHIN_MS = 60_000;
const CAPTURED_WITHIN_MS = 10_000;

/** The encryption key is changed under traffic, the change is killed in its middle and run again: no request fails, and no value is left behind. */
export const keyRotation = onControlBed('key-rotation', async (bed, plan, findings) => {
  await bed.installation.cli('db', 'migrate');
  const former = new KeptKeys(bed.installation.dataDir).read().current;
  await fill(bed, KeyRing.of(former));
  // The provider is configured by its stored key alone.
  const { child, client } = await bed.serve({ OPENAI_API_KEY: '', LLM_PROXY__CAPTURE__BODIES: 'true', ...PATIENT });
  await unharmedTraffic(client, MODEL, { plan, findings }, async () => {
    findings.note('movedBeforeKill', await killMidway(bed));
    const ended = await bed.installation.cli('key', 'rotate', '--json');
    findings.expectZero('rotationExitCode', ended.code ?? -1);
  });
  const troubles = child.log.split('\n').filter((line) => TROUBLE.test(line));
  findings.expect('troubleInLog', troubles.join('; '), troubles.length === 0, 'nothing');
  await child.stop();
  const uses = await eventually('captured bodies', () => usesOf(bed), CAPTURED_WITHIN_MS);
  findings.expectZero('valuesLeftBehind', uses.filter(({ state }) => state !== 'current').reduce(sumOfValues, 0));
  findings.note('values', uses.reduce(sumOfValues, 0));
  await withoutOldKey(bed, findings);
});

/** Returns how many values had moved when the command was killed. */
async function killMidway(bed: ControlBed): Promise<number> {
  const rotation = bed.begin('key', 'rotate');
  const moved = await bed.onDatabase((database) => {
    const values = new SealedValueRepository(database);
    return eventually(
      'some values under the new key',
      async () => {
        const { current, old } = new KeptKeys(bed.installation.dataDir).read();
        const moved = await countOf(values, KeyRing.of(current).currentId);
        return old.length > 0 && moved > AT_ONCE && moved;
      },
      MOVED_WITHIN_MS,
    );
  });
  rotation.signal('SIGKILL');
  await rotation.ended;
  return moved;
}

async function withoutOldKey(bed: ControlBed, findings: Findings): Promise<void> {
  rmSync(join(bed.installation.dataDir, 'encryption.old.key'));
  const { client } = await bed.serve({ OPENAI_API_KEY: '' });
  const { status } = await client.ask({ model: MODEL });
  findings.expect('answerWithoutOldKey', status, status === 200, '200');
}

async function fill(bed: ControlBed, keys: KeyRing): Promise<void> {
  await bed.onDatabase(async (database) => {
    await database.control.run((manager) =>
      manager.query(`INSERT INTO providers (id, encrypted_api_key, tuning, updated_at) VALUES (?, ?, '{}', 1)`, [
        ...[PROVIDER, keys.seal('sim-key', `providers|encrypted_api_key|${PROVIDER}`)],
      ]),
    );
    const states = new KeptStateRepository(database);
    for (let from = 0; from < STATES; from += AT_ONCE) {
      const ids = Array.from({ length: AT_ONCE }, (_, index) => `state-${String(from + index).padStart(6, '0')}`);
      await states.put(
        ids.map((id) => ({ id, sealed: keys.seal('state', `kept_states|sealed|${id}`), expiresAt: LATER })),
      );
    }
  });
}

interface KeyUse {
  readonly state: string;
  readonly values: number;
}

async function usesOf(bed: ControlBed): Promise<KeyUse[] | false> {
  const { code, stdout } = await bed.installation.cli('key', 'status', '--json');
  return code === 0 && (JSON.parse(stdout) as KeyUse[]);
}

async function countOf(values: SealedValueRepository, keyId: string): Promise<number> {
  let count = 0;
  for (const column of SEALED_COLUMNS) {
    // Captured bodies come under the new key by themselves, and so would tell nothing.
    if (column.table !== 'captured_bodies') count += (await values.countByKey(column)).get(keyId) ?? 0;
  }
  return count;
}

const sumOfValues = (sum: number, { values }: KeyUse): number => sum + values;

import { AuditRepository } from '@app/persistence';
import type { AdminClient } from '../../support/admin-client';
import { eventually } from '../../support/eventually';
import { ChatClient } from '../providers/chat-client';
import type { Findings } from '../findings';
import type { Plan } from '../plan';
import { administrator, bodyOf } from './administrator';
import { onControlBed, type ControlBed } from './control-bed';

const MODEL = 'gpt-5.4';
/** PRODUCT: a revoked key is refused within a second, whoever revoked it. */
const REFUSED_WITHIN_MS = 1_000;
const GIVE_UP_MS = 10_000;
const ROUNDS = 5;

type Revoke = (name: string) => Promise<void>;

/** A key that works is revoked by the admin API of the gateway that serves it, and by the command line beside it. */
export const revocation = onControlBed('revocation', async (bed, plan, findings) => {
  const { url } = await bed.installation.serve();
  const admin = await administrator(url);
  await timed(bed, url, 'api', (name) => revokeByApi(admin, name), plan, findings);
  await timed(bed, url, 'cli', (name) => revokeByCli(bed, name), plan, findings);
});

/** The longest of several rounds, from the moment that the change was made. */
async function timed(
  bed: ControlBed,
  url: string,
  how: string,
  revoke: Revoke,
  plan: Plan,
  findings: Findings,
): Promise<void> {
  const tookMs: number[] = [];
  let last = '';
  for (let round = 0; round < ROUNDS; round++) {
    const name = `${how} ${round}`;
    const client = new ChatClient(url, await bed.installation.createKey(name));
    try {
      const { status } = await client.ask({ model: MODEL });
      findings.expect(`${how}StatusBefore`, status, status === 200, '200');
      const [refusedAt] = await Promise.all([refusalOf(client), revoke(name)]);
      tookMs.push(refusedAt.at - (await revokedAt(bed)));
      last = refusedAt.code;
    } finally {
      await client.close();
    }
  }
  findings.note(`${how}Code`, last);
  findings.note(`${how}FastestMs`, Math.min(...tookMs));
  findings.expectInTime(`${how}SlowestMs`, Math.max(...tookMs), REFUSED_WITHIN_MS, plan);
}

/** When the key was refused first; it is asked without a pause. */
function refusalOf(client: ChatClient): Promise<{ at: number; code: string }> {
  return eventually(
    'the refusal of the revoked key',
    async () => {
      const { status, code = '' } = await client.ask({ model: MODEL });
      return status === 401 && { at: Date.now(), code };
    },
    GIVE_UP_MS,
  );
}

/** As the audit log has it: the command that made the change goes on for a while after it. */
function revokedAt(bed: ControlBed): Promise<number> {
  return bed.onDatabase(async (database) => {
    const [latest] = await new AuditRepository(database).list({ action: 'client.update' }, 1);
    if (!latest) throw new Error('Nothing was revoked.');
    return latest.at;
  });
}

async function revokeByApi(admin: AdminClient, name: string): Promise<void> {
  const { items } = bodyOf<{ items: { id: string; name: string; version: number }[] }>(await admin.get('/api/clients'));
  const client = items.find((each) => each.name === name);
  if (!client) throw new Error(`No client "${name}".`);
  bodyOf(await admin.patch(`/api/clients/${client.id}`, client.version, { isEnabled: false }));
}

async function revokeByCli(bed: ControlBed, name: string): Promise<void> {
  const { code, stderr } = await bed.installation.cli('clients', 'revoke', '--name', name);
  if (code !== 0) throw new Error(stderr);
}

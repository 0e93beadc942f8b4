import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditRepository, ControlChanges } from '@app/persistence';
import { systemClock } from '@app/common';
import { administrator, bodyOf } from './administrator';
import { onControlBed, type ControlBed } from './control-bed';
import { PATIENT, unharmedTraffic } from './unharmed-traffic';

const GROUP = 'fast-flow';
const FILE = 'gophergate.yaml';
/** Changes the group that the requests go through, and adds what is not there yet. */
const DECLARED = `version: 1
groups:
  - name: ${GROUP}
    strategy: heuristic
    targets: [deepseek-v4-flash, gpt-5.4-nano, gemini-3-flash-preview]
  - name: team-fast
    strategy: heuristic
    targets: [${GROUP}]
clients:
  - name: declared
    tags: [file]
`;

/** A configuration file is applied twice under traffic: the second time nothing is changed, and no request fails. */
export const configApplied = onControlBed('config-applied', async (bed, plan, findings) => {
  const { client, url } = await bed.serve(PATIENT);
  const admin = await administrator(url);
  writeFileSync(join(bed.installation.folder, FILE), DECLARED);
  const states: State[] = [];
  await unharmedTraffic(client, GROUP, { plan, findings }, async () => {
    for (const time of ['first', 'second']) {
      const { code, stdout, stderr } = await bed.installation.cli('apply', '-f', FILE, '--yes');
      findings.expectZero(`${time}ExitCode`, code ?? -1);
      findings.note(`${time}Says`, (stdout + stderr).trim().split('\n').at(0) ?? '');
      states.push(await stateOf(bed));
    }
  });
  const [first, second] = states;
  const isSame = first?.version === second?.version && first?.entries === second?.entries;
  findings.expect('secondChanged', isSame ? 'nothing' : JSON.stringify(states), isSame, 'nothing');
  const { status, body } = await admin.ask('PUT', `/api/groups/${GROUP}`, {
    ...{ body: { strategy: 'heuristic', targets: ['gpt-5.4-nano'] }, version: await versionOf(admin) },
  });
  findings.expect(
    'changeElsewhere',
    status,
    status === 409 && JSON.stringify(body).includes(FILE),
    `409 naming ${FILE}`,
  );
});

interface State {
  readonly version: number;
  readonly entries: number;
}

function stateOf(bed: ControlBed): Promise<State> {
  return bed.onDatabase(async (database) => ({
    version: await new ControlChanges(database, systemClock).version(),
    entries: (await new AuditRepository(database).check()).entries,
  }));
}

async function versionOf(admin: Awaited<ReturnType<typeof administrator>>): Promise<number> {
  return bodyOf<{ version: number }>(await admin.get(`/api/groups/${GROUP}`)).version;
}

import type { GroupView } from '@app/contracts/admin';
import { administrator, anotherSession, bodyOf } from './administrator';
import { onControlBed } from './control-bed';
import { PATIENT, unharmedTraffic } from './unharmed-traffic';

/** Requests go through the very group that is changed. */
const GROUP = 'fast-flow';
const ADDRESS = `/api/groups/${GROUP}`;
const ROUNDS = 40;

/** Two administrators save one group at the same moment, over and over: one of them succeeds, the other is told, and no request fails. */
export const twoAdministrators = onControlBed('two-administrators', async (bed, plan, findings) => {
  const { client, url } = await bed.serve(PATIENT);
  const first = await administrator(url);
  const sessions = [first, await anotherSession(url)];
  const before = bodyOf<GroupView>(await first.get(ADDRESS));
  const codes: Record<string, number> = {};
  let mixed = 0;
  await unharmedTraffic(client, GROUP, { plan, findings }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { version, strategy, targets, settings } = bodyOf<GroupView>(await first.get(ADDRESS));
      const answers = await Promise.all(
        sessions.map((session, index) => {
          const body = { strategy, targets, settings, primaryUse: `round ${round} by ${index}` };
          return session.ask('PUT', ADDRESS, { body, version });
        }),
      );
      for (const { status } of answers) codes[status] = (codes[status] ?? 0) + 1;
      const winner = answers.findIndex(({ status }) => status === 200);
      const { primaryUse } = bodyOf<GroupView>(await first.get(ADDRESS));
      if (primaryUse !== `round ${round} by ${winner}`) mixed += 1;
    }
  });
  const after = bodyOf<GroupView>(await first.get(ADDRESS));
  findings.note('answers', JSON.stringify(codes));
  findings.expect('saved', codes[200] ?? 0, codes[200] === ROUNDS, String(ROUNDS));
  findings.expect('toldOfConflict', codes[409] ?? 0, codes[409] === ROUNDS, String(ROUNDS));
  findings.expectZero('mixedUp', mixed);
  findings.expect(
    'versions',
    after.version - before.version,
    after.version - before.version === ROUNDS,
    String(ROUNDS),
  );
});

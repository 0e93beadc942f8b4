import type { CaseFolder } from '../cases/read-cases';
import type { RecordedCase } from '../cases/recorded-case';
import { grouped } from '../grouped';
import { replayCase, type Bench, type Outcome } from './replay-case';
import { ReplayGateway } from './replay-gateway';
import { ReplayServer } from './replay.server';
import { providerNamed } from './surface';

/** Replays a whole folder; the outcomes are in the order of its cases. */
export async function replayFolder({ cases, unreadable }: CaseFolder): Promise<Outcome[]> {
  const replays = await ReplayServer.start();
  const gateway = await ReplayGateway.start(replays).catch(async (error: unknown) => {
    await replays.close();
    throw error;
  });
  try {
    const found = await inLanes({ gateway, replays }, cases);
    const broken = unreadable.map(({ id, problem }): Outcome => ({
      id,
      result: 'failed',
      differences: [{ cut: 'whole', differences: [problem] }],
    }));
    return [...broken, ...cases.flatMap((recorded) => found.get(recorded) ?? [])];
  } finally {
    await gateway.stop();
    await replays.close();
  }
}

/** Providers at once, each with one case after the other: a replay is told apart by the address it is asked under. */
async function inLanes(bench: Bench, cases: readonly RecordedCase[]): Promise<Map<RecordedCase, Outcome>> {
  const outcomes = new Map<RecordedCase, Outcome>();
  const lanes = grouped(cases, ({ provider }) => providerNamed(provider)?.id ?? provider);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const recorded of lane) outcomes.set(recorded, await replayCase(bench, recorded));
    }),
  );
  return outcomes;
}

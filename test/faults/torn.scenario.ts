import { closeSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { SeededRandom } from '../support/seeded-random';
import { verdictOf } from '../ledger/verdict';
import type { Acknowledged } from '../ledger/traffic';
import { Bed } from './bed';
import type { Findings } from './findings';
import { framesOf } from './journal-frames';
import type { Plan, Scenario } from './plan';

type Ruin = 'cut' | 'zeros' | 'noise';

/** What file systems leave behind the last byte they had brought to the disk: nothing, zeros, or what lay there before. */
const RUINS: readonly Ruin[] = ['cut', 'zeros', 'noise'];
const LIFE_SECONDS = 1.5;

/**
 * A power cut, played: the gateway is killed while all its records are in the journal only, and the end of its last
 * segment goes missing from a random byte on. It starts all the same, and every whole record before that byte is booked.
 */
export const torn: Scenario = {
  id: 'torn',
  needsVolume: false,
  run: async (plan, findings) => {
    const bed = await Bed.open();
    try {
      await run(bed, plan, findings);
    } finally {
      await bed.close();
    }
  },
};

async function run(bed: Bed, plan: Plan, findings: Findings): Promise<void> {
  const random = new SeededRandom(plan.seed);
  const rounds = RUINS.length * Math.max(1, Math.floor(plan.seconds / 20));
  const intact: string[] = [];
  const gone: string[] = [];
  const traffic = await bed.clients(plan.requestsPerSecond, 'steady');
  const { acknowledged } = traffic;
  for (let round = 0; round < rounds; round++) {
    // It is enough that it serves: `serve` throws where it does not.
    await bed.serve({ LLM_PROXY__JOURNAL__DURABILITY: 'power' });
    const drained = await bed.drained(acknowledged.filter(({ requestId }) => intact.includes(requestId)));
    findings.note('slowestReplayMs', Math.max(drained, Number(findings.numbers['slowestReplayMs'] ?? 0)));
    const lock = await bed.lockDatabase();
    bed.start(traffic);
    await bed.span(LIFE_SECONDS);
    await bed.stop('SIGKILL');
    await bed.silence();
    await lock.release();
    const kept = ruin(bed.segments().at(-1) ?? '', RUINS[round % RUINS.length] ?? 'cut', random);
    intact.push(...kept.intact);
    gone.push(...kept.gone);
  }
  await bed.serve();
  await bed.stop();
  await audit(bed, findings, { intact, gone, acknowledged });
  findings.note('rounds', rounds);
}

/** Destroys a file from a random byte on, and tells which records are whole before it and which are not. */
function ruin(path: string, how: Ruin, random: SeededRandom): { intact: string[]; gone: string[] } {
  const frames = framesOf(path);
  const { size } = statSync(path);
  const from = random.below(size);
  truncateSync(path, from);
  if (how !== 'cut') {
    const file = openSync(path, 'a');
    const behind = Buffer.alloc(size - from);
    if (how === 'noise') for (let at = 0; at < behind.length; at++) behind[at] = random.below(256);
    writeSync(file, behind);
    closeSync(file);
  }
  const ids = (isIntact: boolean): string[] =>
    frames.filter(({ end }) => end <= from === isIntact).map(({ requestId }) => requestId);
  return { intact: ids(true), gone: ids(false) };
}

interface Books {
  readonly intact: readonly string[];
  readonly gone: readonly string[];
  readonly acknowledged: readonly Acknowledged[];
}

async function audit(bed: Bed, findings: Findings, { intact, gone, acknowledged }: Books): Promise<void> {
  const destroyed = new Set(gone);
  const { dataDir } = bed.installation;
  const bare = (requestId: string): Acknowledged => ({ requestId, cost: undefined, startedMs: 0, latencyMs: 0 });
  findings.expect('intact', intact.length, intact.length > 0, 'more than 0');
  findings.note('destroyed', gone.length);
  const prefix = await verdictOf({ acknowledged: intact.map(bare) }, dataDir);
  findings.expectZero('lostOfIntact', prefix.lost);
  const rest = await verdictOf({ acknowledged: gone.map(bare) }, dataDir);
  findings.expectZero('foundOfDestroyed', gone.length - rest.lost);
  // What was acknowledged and is not in the destroyed part is in the intact one.
  await bed.audit(
    findings,
    acknowledged.filter(({ requestId }) => !destroyed.has(requestId)),
  );
}

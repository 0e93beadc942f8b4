import { setTimeout as pause } from 'node:timers/promises';
import type { JournalDurability } from '@app/config';
import { BuiltInstallation } from '../support/built-installation';
import { SeededRandom } from '../support/seeded-random';
import { Traffic } from './traffic';
import { startUpstream } from './upstream';
import { verdictOf, type Verdict } from './verdict';

export interface KillPlan {
  readonly kills: number;
  readonly requestsPerSecond: number;
  /** The gateway lives for a random time between these before it is killed. */
  readonly minLifeMs: number;
  readonly maxLifeMs: number;
  readonly seed: number;
  /** `memory` shows what would be lost without a journal. */
  readonly durability?: JournalDurability;
}

export interface KillReport extends Verdict {
  readonly sent: number;
  /** Cut off or refused. */
  readonly unanswered: number;
  /** Requests a second that were acknowledged while a gateway was there. */
  readonly acknowledgedPerSecond: number;
  /** From the start of the process until it serves. */
  readonly slowestRestartMs: number;
}

/** Kills the built gateway under load, again and again, and compares what its clients noted with what its ledger says. */
export async function killRounds(plan: KillPlan, tell: (line: string) => void = () => undefined): Promise<KillReport> {
  const upstream = await startUpstream();
  const installation = new BuiltInstallation(upstream);
  const random = new SeededRandom(plan.seed);
  const environment = { LLM_PROXY__JOURNAL__DURABILITY: plan.durability ?? 'process' };
  try {
    const traffic = new Traffic(plan.requestsPerSecond, await installation.createKey('ledger'));
    let aliveMs = 0;
    let slowestRestartMs = 0;
    for (let kill = 1; kill <= plan.kills; kill++) {
      const startedMs = performance.now();
      const { child, url } = await installation.serve(environment);
      slowestRestartMs = Math.max(slowestRestartMs, performance.now() - startedMs);
      traffic.start(url);
      const lifeMs = Math.round(plan.minLifeMs + random.next() * (plan.maxLifeMs - plan.minLifeMs));
      await pause(lifeMs);
      aliveMs += lifeMs;
      child.signal('SIGKILL');
      traffic.pause();
      await Promise.all([child.ended, traffic.settled()]);
      tell(`killed ${kill} of ${plan.kills} after ${lifeMs} ms, ${traffic.acknowledged.length} acknowledged so far`);
    }
    // The last one may take what the others left, and ends in peace.
    const { child } = await installation.serve();
    await child.stop();
    const verdict = await verdictOf(traffic, installation.dataDir);
    const { sent } = traffic;
    const unanswered = traffic.unanswered + traffic.refused.length;
    const acknowledgedPerSecond = verdict.acknowledged / (aliveMs / 1_000);
    return { ...verdict, sent, unanswered, acknowledgedPerSecond, slowestRestartMs };
  } finally {
    await installation.remove();
    upstream.stop();
  }
}

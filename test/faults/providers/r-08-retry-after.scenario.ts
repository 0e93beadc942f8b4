import { eventually } from '../../support/eventually';
import type { VendorId } from '../../../apps/simulator/src/vendor';
import type { Findings } from '../findings';
import type { Plan } from '../plan';
import { SteadyLoad } from './steady-load';
import type { ChatClient } from './chat-client';
import { onProviderBed, type ProviderBed } from './provider-bed';

interface Wish {
  readonly name: string;
  readonly vendor: VendorId;
  readonly group: string;
  readonly control: string;
  /** From the refusal on, the target is left alone for so long, and asked again soon after. */
  readonly restMs: number;
}

/** Longer wishes are granted for so long. */
const MOST_MS = 30_000;
const ASKED_AGAIN_WITHIN_MS = 2_000;
/** In short runs the longest wish is watched for so long only. */
const SHORT_WATCH_MS = 4_000;
const REQUESTS_PER_SECOND = 20;
/** What its own clock and that of the simulator may differ by in a timer. */
const GRAIN_MS = 5;

const WISHES: readonly Wish[] = [
  { name: 'seconds', vendor: 'openai', group: 'pair', control: 'retry=2', restMs: 2_000 },
  // A date has no smaller unit than the second, and this one is rounded up.
  { name: 'date', vendor: 'moonshot', group: 'first-moonshot', control: 'retrydate=2', restMs: 2_000 },
  { name: 'milliseconds', vendor: 'deepseek', group: 'first-deepseek', control: 'retryms=1500', restMs: 1_500 },
  // Google says it in the body, and has no header for it.
  { name: 'details', vendor: 'gemini', group: 'first-gemini', control: 'retry=2', restMs: 2_000 },
  { name: 'forever', vendor: 'ollama', group: 'first-ollama', control: 'retry=1000000000', restMs: MOST_MS },
];

/** Targets that ask for patience: others answer meanwhile, and they are asked again when their time has come. */
export const retryAfter = onProviderBed('r-08-retry-after', async (bed, plan, findings) => {
  const client = await bed.serve();
  await Promise.all(WISHES.map((wish) => rest(bed, client, wish, plan, findings)));
  await exhausted(bed, client, findings);
});

async function rest(bed: ProviderBed, client: ChatClient, wish: Wish, plan: Plan, findings: Findings): Promise<void> {
  const { name, vendor, group, control, restMs } = wish;
  bed.simulator.control(`status=429;${control}`, { vendor, times: 1 });
  const first = await client.ask({ model: group });
  findings.expect(`${name}OtherFirst`, first.attempts, first.status === 200 && first.attempts === 2, '2, and 200');
  const load = new SteadyLoad(client, REQUESTS_PER_SECOND, { model: group });
  const isWatchedToTheEnd = restMs < SHORT_WATCH_MS || plan.seconds * 1_000 > restMs;
  const again = eventually(
    `${vendor} is asked again`,
    () => bed.asked(vendor)[1],
    isWatchedToTheEnd ? restMs + ASKED_AGAIN_WITHIN_MS : SHORT_WATCH_MS,
  ).catch(() => undefined);
  const [refused, asked] = [bed.asked(vendor)[0]?.at ?? 0, await again];
  await load.stop();
  findings.expectZero(`${name}NotServed`, load.answers.filter(({ status }) => status !== 200).length);
  if (!isWatchedToTheEnd) findings.expectZero(`${name}AskedTooSoon`, Number(asked !== undefined));
  else {
    const restedMs = (asked?.at ?? Number.NaN) - refused;
    findings.expect(`${name}RestedMs`, restedMs, restedMs >= restMs - GRAIN_MS, `no less than ${restMs}`);
  }
}

/** Nobody is left: the client is told how long to wait. */
async function exhausted(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.clear();
  bed.simulator.control('status=429;retry=7');
  const { status, retryAfterSeconds = 0 } = await client.ask({ model: 'pair' });
  findings.expect('exhaustedStatus', status, status === 429, '429');
  findings.expect('exhaustedRetryAfter', retryAfterSeconds, retryAfterSeconds === 7, '7');
}

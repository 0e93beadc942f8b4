import type { VendorId } from '../../../apps/simulator/src/vendor';
import type { Findings } from '../findings';
import { allAtOnce } from './steady-load';
import type { ChatClient, Told } from './chat-client';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const AT_ONCE = 400;
/** The product's own: requests in flight to one target. */
const MOST_IN_FLIGHT = 256;
/** Long enough that all have come before the first is answered. */
const SLOW = 'ttfb=1500';

/** More at once than one target is given: those beyond go to another, or are told; however many come, no more can fail. */
export const bulkhead = onProviderBed('r-10-bulkhead', async (bed, _plan, findings) => {
  const client = await bed.serve();
  await client.connect(AT_ONCE);
  await alone(bed, client, findings);
  await withOther(bed, client, findings);
  await allFail(bed, client, findings);
});

async function alone(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.control(SLOW, { vendor: 'openai' });
  const answers = await allAtOnce(client, AT_ONCE, { model: FIRST });
  findings.expectAtMost('aloneReached', reached(bed, 'openai'), MOST_IN_FLIGHT);
  findings.expect('aloneServed', served(answers), served(answers) === MOST_IN_FLIGHT, String(MOST_IN_FLIGHT));
  const busy = answers.filter(({ status, code }) => status === 503 && code === 'provider_busy');
  const expected = AT_ONCE - MOST_IN_FLIGHT;
  findings.expect('aloneBusy', busy.length, busy.length === expected, String(expected));
  findings.expectZero('busyWithoutRetryAfter', busy.filter(({ retryAfterSeconds }) => !retryAfterSeconds).length);
  bed.simulator.clear();
}

async function withOther(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.control(SLOW, { vendor: 'openai' });
  const answers = await allAtOnce(client, AT_ONCE, { model: 'pair' });
  findings.expectAtMost('groupReached', reached(bed, 'openai'), MOST_IN_FLIGHT);
  findings.expectZero('groupNotServed', AT_ONCE - served(answers));
  findings.expectZero('groupBothAsked', reached(bed, 'openai') + reached(bed, 'grok') - AT_ONCE);
  bed.simulator.clear();
}

async function allFail(bed: ProviderBed, client: ChatClient, findings: Findings): Promise<void> {
  bed.simulator.control(`${SLOW};status=500`, { vendor: 'openai' });
  await allAtOnce(client, AT_ONCE, { model: FIRST });
  findings.expectAtMost('failingReached', reached(bed, 'openai'), MOST_IN_FLIGHT);
}

function reached(bed: ProviderBed, vendor: VendorId): number {
  return bed.asked(vendor).length;
}

function served(answers: readonly Told[]): number {
  return answers.filter(({ status }) => status === 200).length;
}

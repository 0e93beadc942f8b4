import { filler } from '../../../apps/simulator/src/answers/answer';
import { textOf } from '../../../apps/simulator/src/answers/token-pieces';
import type { VendorId } from '../../../apps/simulator/src/vendor';
import type { Findings } from '../findings';
import { inTurn } from './steady-load';
import type { ChatClient, Told } from './chat-client';
import { FIRST, onProviderBed, type ProviderBed } from './provider-bed';

const TOKENS = 40;
const STREAMS = 5;
/** Paced, so that the first tokens are on their way before anything happens to the rest. */
const PACED = `tps=100;tokens=${TOKENS}`;
/** In the middle of the events, headers counted. */
const AFTER_BYTES = 2_000;
const TEXT = textOf(filler(TOKENS));

interface Break {
  readonly name: string;
  readonly vendor: VendorId;
  readonly model: string;
  readonly group: string;
  readonly control: string;
  readonly cut?: 'reset' | 'half-close';
  readonly code: string;
}

const WITHOUT_THOUGHT = { thinking: { type: 'disabled' } };
const BREAKS: readonly (Break & { readonly fields?: typeof WITHOUT_THOUGHT })[] = [
  {
    name: 'reset',
    vendor: 'openai',
    model: FIRST,
    group: 'pair',
    control: PACED,
    cut: 'reset',
    code: 'provider_stream_broken',
  },
  {
    name: 'halfClose',
    vendor: 'moonshot',
    model: 'kimi-k2.6',
    group: 'first-moonshot',
    control: PACED,
    cut: 'half-close',
    code: 'provider_stream_broken',
    fields: WITHOUT_THOUGHT,
  },
  {
    name: 'earlyEnd',
    vendor: 'deepseek',
    model: 'deepseek-v4-pro',
    group: 'first-deepseek',
    control: `halfclose=9;${PACED}`,
    code: 'provider_stream_broken',
    fields: WITHOUT_THOUGHT,
  },
  {
    name: 'errorEvent',
    vendor: 'gemini',
    model: 'gemini-2.5-flash-lite',
    group: 'first-gemini',
    control: `errorevent=9;${PACED}`,
    code: 'provider_error',
  },
];

/** A stream that breaks after its first words is nobody else's to go on with: said once, ended as failed, and counted. */
export const brokenStream = onProviderBed(
  'r-12-broken-stream',
  async (bed, _plan, findings) => {
    const client = await bed.serve({ LLM_PROXY__BREAKER__VOLUME: String(STREAMS) });
    for (const broken of BREAKS) await breakOff(bed, client, broken, findings);
    findings.expectZero('othersAsked', bed.asked('grok').length);
  },
  { proxied: ['openai', 'moonshot'] },
);

async function breakOff(
  bed: ProviderBed,
  client: ChatClient,
  { name, vendor, model, group, control, cut, code, fields }: (typeof BREAKS)[number],
  findings: Findings,
): Promise<void> {
  bed.simulator.control(control, { vendor });
  if (cut) bed.proxy(vendor).plan({ kind: cut, afterBytes: AFTER_BYTES });
  const answers = await inTurn(client, STREAMS, { model: group, isStream: true, fields });
  findings.expectZero(`${name}AskedAgain`, bed.asked(vendor).length - STREAMS);
  findings.expectZero(`${name}NotAnErrorEvent`, answers.filter((told) => !endsWith(told, code)).length);
  findings.expectZero(`${name}TextDoubled`, answers.filter((told) => !isBeginning(told)).length);
  const rows = await bed.rowsOf(answers);
  const booked = rows.filter(({ outcome, errorCode, attempts, outputTokens }, at) => {
    const said = wordsIn(answers[at]?.stream?.text ?? '');
    return outcome === 'failed' && errorCode === code && attempts === 1 && outputTokens === said;
  });
  findings.expectZero(`${name}BookedOtherwise`, STREAMS - booked.length);
  const then = (await client.ask({ model })).code ?? '';
  findings.expect(`${name}Then`, then, then === 'provider_unavailable', 'provider_unavailable, as the breaker counts');
}

function endsWith({ status, stream }: Told, code: string): boolean {
  return status === 200 && stream?.error?.code === code && !stream.isDone;
}

function isBeginning({ stream }: Told): boolean {
  const text = stream?.text ?? '';
  return text !== '' && text.length < TEXT.length && TEXT.startsWith(text);
}

/** Every token of the simulator's filler is one word. */
function wordsIn(text: string): number {
  return text.split(' ').filter(Boolean).length;
}

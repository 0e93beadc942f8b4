import type { RequestRecord } from '@app/contracts';
import type { VendorId } from '../../../apps/simulator/src/vendor';
import { settled } from '../../support/eventually';
import type { Findings } from '../findings';
import type { Plan, Scenario } from '../plan';
import type { ChatClient, Told } from './chat-client';
import { JammedServer } from './jammed-server';
import { openFilesOf } from './open-files';
import { FIRST, ProviderBed } from './provider-bed';

/** The product's own limit; that of the first byte is made short. */
const CONNECT_MS = 3_000;
const FIRST_BYTE_MS = 1_000;
/** Both are looked at once in a while. */
const TOLERANCE = 0.1;
const ROUNDS = 10;
/** A host that stays open after an answer is one that may be asked again; the pool keeps it for half a minute. */
const KEPT_OPEN = 4;
const CALM_MS = 500;

interface Trouble {
  readonly name: string;
  readonly vendor: VendorId;
  readonly model: string;
  readonly isStream: boolean;
  /** Error classes that the row may name. */
  readonly codes: readonly string[];
  readonly limitMs?: number;
}

const BROKEN = ['provider_stream_broken', 'provider_bad_response', 'provider_unreachable'];
const TROUBLES: readonly Trouble[] = [
  {
    name: 'silent',
    vendor: 'openai',
    model: FIRST,
    isStream: false,
    codes: ['provider_timeout'],
    limitMs: FIRST_BYTE_MS,
  },
  { name: 'reset', vendor: 'deepseek', model: 'deepseek-v4-pro', isStream: false, codes: BROKEN },
  { name: 'halfClosed', vendor: 'moonshot', model: 'kimi-k2.6', isStream: true, codes: BROKEN },
  {
    name: 'jammed',
    vendor: 'grok',
    model: 'grok-4.3',
    isStream: false,
    codes: ['provider_timeout'],
    limitMs: CONNECT_MS,
  },
  // A resolver that cannot be reached itself takes its time, and then the time limit speaks.
  {
    name: 'noSuchHost',
    vendor: 'gemini',
    model: 'gemini-2.5-flash-lite',
    isStream: true,
    codes: ['provider_unreachable', 'provider_timeout'],
    limitMs: CONNECT_MS,
  },
  {
    name: 'noTls',
    vendor: 'ollama',
    model: 'ollama/llama3.2',
    isStream: false,
    codes: ['provider_unreachable'],
    limitMs: CONNECT_MS,
  },
];

/** Every way not to answer: each ends within its limit and by its name, and leaves nothing open. */
export const unreachable: Scenario = {
  id: 'r-07-unreachable',
  needsVolume: false,
  run: async (plan, findings) => {
    const jammed = await JammedServer.start();
    const plain = await ProviderBed.open();
    const bed = await ProviderBed.open({
      proxied: ['openai', 'deepseek', 'moonshot'],
      elsewhere: {
        grok: `http://127.0.0.1:${jammed.port}/v1`,
        gemini: 'http://no-such-host.invalid/v1beta',
        ollama: plain.simulator.baseUrlOf('ollama').replace('http:', 'https:'),
      },
    });
    try {
      await run(bed, plan, findings);
    } finally {
      await bed.close();
      await plain.close();
      jammed.stop();
    }
  },
};

async function run(bed: ProviderBed, plan: Plan, findings: Findings): Promise<void> {
  const client = await bed.serve({
    LLM_PROXY__UPSTREAM__FIRST_BYTE_MS: String(FIRST_BYTE_MS),
    // Not the subject here: each request has to meet its fault.
    LLM_PROXY__BREAKER__VOLUME: '10000',
    LLM_PROXY__PROVIDERS__OLLAMA__FIRST_BYTE_MS: String(FIRST_BYTE_MS),
  });
  await client.connect(TROUBLES.length * ROUNDS);
  await client.ask({ model: FIRST });
  const before = openFilesOf(bed.child.pid);
  bed.proxy('openai').plan({ kind: 'silent' });
  bed.proxy('openai').hangUp();
  bed.proxy('deepseek').plan({ kind: 'reset', afterBytes: 400 });
  bed.proxy('moonshot').plan({ kind: 'half-close', afterBytes: 900 });
  await Promise.all(TROUBLES.map((trouble) => meet(bed, client, trouble, plan, findings)));
  findings.note('openFilesBefore', before);
  const after = await settled(() => openFilesOf(bed.child.pid), CALM_MS);
  findings.expectAtMost('openFilesAfter', after, before + KEPT_OPEN);
}

async function meet(
  bed: ProviderBed,
  client: ChatClient,
  { name, model, isStream, codes, limitMs }: Trouble,
  plan: Plan,
  findings: Findings,
): Promise<void> {
  const answers = await Promise.all(Array.from({ length: ROUNDS }, () => client.ask({ model, isStream })));
  const rows = await bed.rowsOf(answers);
  findings.expectZero(`${name}Unnamed`, unnamed(answers, codes) + unnamed(rows.map(codeOf), codes));
  findings.note(`${name}Code`, [...new Set(rows.map(({ errorCode }) => errorCode))].join(' '));
  const slowest = Math.max(...answers.map(({ tookMs }) => tookMs));
  if (limitMs === undefined) findings.note(`${name}Ms`, slowest);
  else findings.expectInTime(`${name}Ms`, slowest, limitMs * (1 + TOLERANCE), plan);
}

function unnamed(ends: readonly Pick<Told, 'code'>[], codes: readonly string[]): number {
  return ends.filter(({ code }) => code === undefined || !codes.includes(code)).length;
}

function codeOf({ errorCode }: RequestRecord): Pick<Told, 'code'> {
  return { code: errorCode ?? undefined };
}

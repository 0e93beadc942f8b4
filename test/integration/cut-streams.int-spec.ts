import type { RequestRecord } from '@app/contracts';
import { isRecord, type JsonObject } from '@app/common';
import { countTokens } from '../../apps/simulator/src/answers/token-pieces';
import { startSimulator } from '../../apps/simulator/src/simulator.server';
import { eventsIn, lastUsage, userSays, vendorClient } from '../../apps/simulator/src/testing/vendor-client';
import type { VendorId } from '../../apps/simulator/src/vendor';
import { cutPointsOf } from '../support/cut-points';
import {
  cutAfter,
  startCuttingVendor,
  type CutAnswer,
  type CutEnding,
  type CuttingVendor,
} from '../support/cutting-vendor';
import { expectedNanoUsd } from '../support/independent-cost';
import { SAMPLE_MODELS, type SampleModel } from '../support/sample-models';
import { streamOf, type StreamedAnswer } from '../support/stream';
import { TestGateway } from '../support/test-gateway';

/** The simulator repeats it: characters of two, three and four bytes. */
const SAID = 'Größe, 東京 and 🐹';
const AT_ONCE = 24;
const LONG_MS = 60_000;
const NEWLINE = 0x0a;

const answers = new Map<VendorId, CutAnswer>();
let vendor: CuttingVendor;
let gateway: TestGateway;

beforeAll(async () => {
  const simulator = await startSimulator();
  for (const sample of SAMPLE_MODELS) {
    const client = vendorClient(() => simulator, sample.vendor);
    const response = await (sample.vendor === 'gemini'
      ? client.open(`/models/${sample.model}:streamGenerateContent?alt=sse`, {
          contents: [{ parts: [{ text: SAID }] }],
        })
      : client.open('/chat/completions', {
          model: sample.model,
          messages: userSays(SAID),
          stream: true,
          stream_options: { include_usage: true },
          ...sample.unthinking,
        }));
    const body = Buffer.from(await response.arrayBuffer());
    answers.set(sample.vendor, { contentType: response.headers.get('content-type') ?? '', body });
  }
  await simulator.close();
  vendor = await startCuttingVendor(answers);
  // Thousands of failures are the subject here; the breaker has its own tests.
  gateway = await TestGateway.start({ simulator: vendor, environment: { LLM_PROXY__BREAKER__VOLUME: '10000' } });
});
afterAll(async () => {
  await gateway.stop();
  await vendor.close();
});

interface Outcome {
  readonly at: number;
  readonly streamed: StreamedAnswer | undefined;
  readonly status: number;
  readonly requestId: string;
  /** Of an answer that never began. */
  readonly error: unknown;
}

async function outcomeOf(
  { prefixed: model, unthinking }: SampleModel,
  at: number,
  ending: CutEnding,
): Promise<Outcome> {
  const messages = [{ role: 'user', content: cutAfter(at, ending) }];
  const response = await gateway.open({ model, ...unthinking, messages });
  const requestId = response.headers.get('x-request-id') ?? '';
  const { status } = response;
  if (status === 200) return { at, streamed: await streamOf(response), status, requestId, error: undefined };
  const body = (await response.json()) as JsonObject;
  return { at, streamed: undefined, status, requestId, error: body['error'] };
}

async function cutEverywhere(sample: SampleModel, ending: CutEnding): Promise<Outcome[]> {
  const left = cutPointsOf(answers.get(sample.vendor)?.body ?? Buffer.alloc(0));
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) outcomes.push(await outcomeOf(sample, at, ending));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

/** What an answer of so many bytes reports of its use. A line that lacks only its end is read where the answer ends in order. */
function reportedOutput(sample: SampleModel, at: number, ending: CutEnding): number | undefined {
  const text = answers.get(sample.vendor)?.body.subarray(0, at).toString('utf8') ?? '';
  const lines = text.split(/\r?\n/);
  const last = lines.pop() ?? '';
  const whole = eventsIn([...lines, ...(ending === 'end' && isWholeEvent(last) ? [last] : [])].join('\n'));
  if (sample.vendor === 'gemini') {
    const counts = whole.map((event) => event['usageMetadata']).findLast(isRecord);
    return counts && Number(counts['candidatesTokenCount'] ?? 0) + Number(counts['thoughtsTokenCount'] ?? 0);
  }
  const { completion_tokens: completion, completion_tokens_details: details } = lastUsage(whole);
  if (completion === undefined) return undefined;
  // xAI counts reasoning beside the completion, the others in it.
  const reasoning = sample.vendor === 'grok' && isRecord(details) ? Number(details['reasoning_tokens'] ?? 0) : 0;
  return Number(completion) + reasoning;
}

function isWholeEvent(line: string): boolean {
  try {
    return line.startsWith('data: ') && isRecord(JSON.parse(line.slice('data: '.length)));
  } catch {
    return false;
  }
}

/** Where the connection goes, what had come last may go with it: the bill is that of some beginning of what was sent. */
function billsOf(sample: SampleModel, at: number, ending: CutEnding): ReadonlySet<number | undefined> {
  if (ending === 'end') return new Set([reportedOutput(sample, at, ending)]);
  return new Set([undefined, ...reportedAtLines(sample).flatMap(({ end, output }) => (end <= at ? [output] : []))]);
}

const reports = new Map<VendorId, readonly { readonly end: number; readonly output: number | undefined }[]>();

/** What is reported up to the end of each line. */
function reportedAtLines(
  sample: SampleModel,
): readonly { readonly end: number; readonly output: number | undefined }[] {
  const known = reports.get(sample.vendor);
  if (known) return known;
  const body = answers.get(sample.vendor)?.body ?? Buffer.alloc(0);
  const ends = [...body.keys()].filter((at) => body[at] === NEWLINE).map((at) => at + 1);
  const found = ends.map((end) => ({ end, output: reportedOutput(sample, end, 'close') }));
  reports.set(sample.vendor, found);
  return found;
}

describe.each(SAMPLE_MODELS)('a stream of $vendor that is cut anywhere', (sample) => {
  let whole: StreamedAnswer;
  beforeAll(async () => {
    const body = answers.get(sample.vendor)?.body ?? Buffer.alloc(0);
    expect(body.includes('東京')).toBe(true);
    const { streamed } = await outcomeOf(sample, body.length, 'end');
    if (!streamed) throw new Error('The whole answer is refused.');
    whole = streamed;
    expect(whole).toMatchObject({ isDone: true, error: undefined, text: expect.stringContaining(SAID) });
  });

  it.each<CutEnding>(['end', 'close'])(
    'ends once, is billed for what came, and never hangs (%s)',
    async (ending) => {
      const outcomes = await cutEverywhere(sample, ending);
      expect(outcomes.length).toBeGreaterThan(100);
      const rows = new Map((await gateway.recentRows(outcomes.length)).map((row) => [row.requestId, row]));
      for (const outcome of outcomes) check(outcome, ending, rows.get(outcome.requestId));
      if (ending === 'end') expect(outcomes.some(({ streamed }) => streamed?.isDone)).toBe(true);
      expect(outcomes.filter(({ streamed }) => streamed?.error).length).toBeGreaterThan(50);
    },
    LONG_MS,
  );

  function check({ at, streamed, status, error }: Outcome, ending: CutEnding, row: RequestRecord | undefined): void {
    const where = { at, said: streamed?.text };
    if (!streamed) {
      expect({ ...where, status, error }).toMatchObject({ status: 502, error: { code: expect.any(String) } });
      expect({ ...where, row }).toMatchObject({ row: { outcome: 'failed', httpStatus: 502, outputTokens: null } });
      return;
    }
    // Nothing stands after an error event, which the reader of the stream sees to.
    expect({ ...where, isEndedOnce: streamed.isDone !== (streamed.error !== undefined) }).toMatchObject({
      isEndedOnce: true,
    });
    expect({ ...where, isBeginning: whole.text.startsWith(streamed.text) }).toMatchObject({ isBeginning: true });
    if (streamed.isDone) expect({ ...where, text: streamed.text }).toMatchObject({ text: whole.text });
    expect({ ...where, row }).toMatchObject({ row: { outcome: streamed.isDone ? 'completed' : 'failed' } });
    const reported = row?.usageSource === 'reported' ? (row.outputTokens ?? -1) : undefined;
    expect({ ...where, isSent: billsOf(sample, at, ending).has(reported) }).toMatchObject({ isSent: true });
    if (reported === undefined) {
      const passed = countTokens(streamed.reasoning + streamed.text);
      expect({ ...where, outputTokens: row?.outputTokens }).toMatchObject({ outputTokens: passed });
    }
    if (row) expect({ ...where, cost: BigInt(row.costNanoUsd ?? -1) }).toMatchObject({ cost: expectedNanoUsd(row) });
  }
});

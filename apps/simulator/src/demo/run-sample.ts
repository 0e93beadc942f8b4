import { readAnswer, type Answer } from './read-answer';
import type { Sample } from './samples';

export interface SampleResult {
  readonly sample: Sample;
  readonly isAsExpected: boolean;
  readonly status: number;
  readonly route: string;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** USD as decimal text; undefined where the gateway did not say. */
  readonly cost: string | undefined;
  readonly elapsedMs: number;
  /** Why it is not as expected, or the error that was. */
  readonly note: string;
}

/** Asks the gateway as any OpenAI client would, and compares what came with what was expected. */
export async function runSample(url: string, key: string, sample: Sample): Promise<SampleResult> {
  const startedMs = performance.now();
  const response = await ask(url, key, sample);
  const answer = await readAnswer(response, sample);
  const elapsedMs = performance.now() - startedMs;
  const problem = problemOf(sample, response, answer);
  return {
    sample,
    isAsExpected: problem === undefined,
    status: response.status,
    route: response.headers.get('x-gophergate-route') ?? '',
    inputTokens: answer.usage?.inputTokens,
    outputTokens: answer.usage?.outputTokens,
    cost: response.headers.get('x-gophergate-cost') ?? answer.usage?.cost,
    elapsedMs,
    note: problem ?? answer.code ?? response.headers.get('x-gophergate-adjusted') ?? '',
  };
}

function ask(url: string, key: string, sample: Sample): Promise<Response> {
  const { kind, key: otherKey } = sample;
  const headers = { authorization: `Bearer ${otherKey ?? key}`, 'content-type': 'application/json' };
  if (kind === 'list') return fetch(`${url}/v1/models`, { headers });
  const { path, body } = questionOf(sample);
  return fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

function questionOf({ endpoint, kind, model, prompt, fields }: Sample): { path: string; body: object } {
  if (endpoint === 'images') return { path: 'images/generations', body: { model, prompt, ...fields } };
  if (endpoint === 'responses')
    return { path: 'responses', body: { model, input: prompt, stream: kind === 'stream', ...fields } };
  const stream = kind === 'stream' ? { stream: true, stream_options: { include_usage: true } } : {};
  const messages = [{ role: 'user', content: prompt }];
  return { path: 'chat/completions', body: { model, messages, ...stream, ...fields } };
}

function problemOf(
  { expectedStatus, expectedCode, kind }: Sample,
  { status }: Response,
  { code, text, usage }: Answer,
): string | undefined {
  if (status !== expectedStatus) return `expected status ${expectedStatus}, error ${code ?? 'unknown'}`;
  if (code !== expectedCode) return `expected code ${expectedCode ?? 'none'}`;
  if (status !== 200) return undefined;
  if (text === '') return 'the answer is empty or incomplete';
  return kind !== 'list' && usage === undefined ? 'no usage was reported' : undefined;
}

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

interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
  gophergate?: { cost?: string };
}

interface Answer {
  readonly usage?: Usage | undefined;
  readonly code?: string | undefined;
  readonly text: string;
}

/** Asks the gateway as any OpenAI client would, and compares what came with what was expected. */
export async function runSample(url: string, key: string, sample: Sample): Promise<SampleResult> {
  const startedMs = performance.now();
  const response = await ask(url, key, sample);
  const answer = await read(response, sample);
  const elapsedMs = performance.now() - startedMs;
  const problem = problemOf(sample, response, answer);
  return {
    sample,
    isAsExpected: problem === undefined,
    status: response.status,
    route: response.headers.get('x-gophergate-route') ?? '',
    inputTokens: answer.usage?.prompt_tokens,
    outputTokens: answer.usage?.completion_tokens,
    cost: response.headers.get('x-gophergate-cost') ?? answer.usage?.gophergate?.cost,
    elapsedMs,
    note: problem ?? answer.code ?? response.headers.get('x-gophergate-adjusted') ?? '',
  };
}

function ask(url: string, key: string, { kind, model, prompt, key: otherKey }: Sample): Promise<Response> {
  const headers = { authorization: `Bearer ${otherKey ?? key}`, 'content-type': 'application/json' };
  if (kind === 'list') return fetch(`${url}/v1/models`, { headers });
  const stream = kind === 'stream' ? { stream: true, stream_options: { include_usage: true } } : {};
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], ...stream });
  return fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
}

async function read(response: Response, { kind }: Sample): Promise<Answer> {
  const text = await response.text();
  if (kind !== 'stream' || !response.ok) {
    const body = JSON.parse(text) as {
      usage?: Usage;
      error?: { code?: string };
      data?: unknown[];
      choices?: { message?: { content?: string } }[];
    };
    return {
      usage: body.usage,
      code: body.error?.code,
      text: body.choices?.[0]?.message?.content ?? String(body.data?.length ?? ''),
    };
  }
  const events = text.split('\n\n').filter((event) => event.startsWith('data: '));
  const isComplete = events.pop() === 'data: [DONE]';
  const chunks = events.map(
    (event) =>
      JSON.parse(event.slice('data: '.length)) as { usage?: Usage; choices: { delta: { content?: string } }[] },
  );
  const content = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
  return { usage: chunks.at(-1)?.usage, text: isComplete ? content : '' };
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
